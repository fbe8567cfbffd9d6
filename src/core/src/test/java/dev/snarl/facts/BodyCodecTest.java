package dev.snarl.facts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class BodyCodecTest {
    private static final Span SPAN = new Span(3, 5, 3, 9);

    @Test
    void everyRandomBodyComesBackEqualAndWithEqualBytes() {
        RandomFacts random = new RandomFacts(20_25);
        for (int i = 0; i < 2_000; i++) {
            Body body = random.body();
            byte[] bytes = BodyCodec.encode(body);
            Body back = BodyCodec.decode(bytes);
            assertEquals(body, back);
            assertArrayEquals(bytes, BodyCodec.encode(back));
        }
    }

    @Test
    void theEmptyBodyIsSmall() {
        Body body = new Body(List.of(), List.of(), Node.EMPTY, 0);
        byte[] bytes = BodyCodec.encode(body);
        assertEquals(body, BodyCodec.decode(bytes));
        assertEquals(9, bytes.length);
    }

    @Test
    void anOrdinaryStatementTakesFewBytes() {
        Node[] calls = new Node[100];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = new Event.Call(i, new Span(10 + i, 9, 10 + i, 30), new Span(10 + i, 14, 10 + i, 20), new Value.Name("list"), "add", List.of(new Value.Local(1)), List.of(), false);
        }
        int bytes = BodyCodec.encode(new Body(List.of(), List.of(), new Node.Seq(List.of(calls)), 100)).length;
        assertTrue(bytes < 1500, bytes + " bytes for 100 calls");
    }

    @Test
    void equalStringsAndTypesOfABodyAreOneObject() {
        Node first = new Event.New(0, SPAN, TypeRef.of(new String("Thing")), List.of(), null, -1, false);
        Node second = new Event.New(1, SPAN, TypeRef.of(new String("Thing")), List.of(new Value.Name(new String("Thing"))), null, -1, false);
        Node.Seq root = (Node.Seq) BodyCodec.decode(BodyCodec.encode(new Body(List.of(), List.of(), new Node.Seq(List.of(first, second)), 2))).root();
        Event.New a = (Event.New) root.nodes().get(0), b = (Event.New) root.nodes().get(1);
        assertSame(a.type(), b.type());
        assertSame(a.type().name(), ((Value.Name) b.args().get(0)).id());
        assertSame(a.span(), b.span());
    }

    @Test
    void thePartsThatMayBeMissingStayMissing() {
        Node loop = new Node.Loop(SPAN, Node.LoopKind.FOR, Node.EMPTY, null, Node.EMPTY, Node.EMPTY, -1, null);
        Node attempt = new Node.Try(SPAN, Node.EMPTY, List.of(-1), List.of(new Value.Name("r")), loop, List.of(), null);
        Node.Try back = (Node.Try) BodyCodec.decode(BodyCodec.encode(new Body(List.of(), List.of(), attempt, 0))).root();
        assertEquals(attempt, back);
        assertNull(back.finallyBody());
        assertNull(((Node.Loop) back.body()).condition());
        assertEquals(List.of(-1), back.locals());
    }

    @Test
    void aSumOfFiveThousandOperandsNeedsNoDeepStack() throws InterruptedException {
        Value sum = new Value.Name("x0");
        for (int i = 1; i < 5_000; i++) sum = new Value.Binary("+", sum, new Value.Name("x" + i));
        Body body = new Body(List.of(), List.of(), new Node.Return(SPAN, sum), 0);
        Body[] back = new Body[1];
        onStack(256 << 10, () -> back[0] = BodyCodec.decode(BodyCodec.encode(body)));
        onStack(64 << 20, () -> assertEquals(body, back[0]));
    }

    @Test
    void twoThousandNestedBlocksFitTheDefaultStack() throws InterruptedException {
        Node node = new Event.Read(0, SPAN, new Value.Name("x"));
        for (int i = 0; i < 2_000; i++) node = new Node.Seq(List.of(new Node.Branch(SPAN, new Value.Name("c"), node, Node.EMPTY, true)));
        Body body = new Body(List.of(), List.of(), node, 1);
        Body[] back = new Body[1];
        onStack(1 << 20, () -> back[0] = BodyCodec.decode(BodyCodec.encode(body)));
        onStack(64 << 20, () -> assertEquals(body, back[0]));
    }

    @Test
    void nestingBeyondTheStackIsToldAsCorrupt() {
        byte[] bytes = new byte[8_000_000];
        Arrays.fill(bytes, (byte) (BodyWriter.SEQ | 1 << BodyWriter.TAG_BITS));
        bytes[0] = 0;
        seal(bytes);
        assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(bytes));
    }

    @Test
    void aFlippedOrTruncatedArrayIsCorrupt() {
        RandomFacts random = new RandomFacts(7);
        for (int sample = 0; sample < 8; sample++) {
            byte[] bytes = BodyCodec.encode(random.body());
            for (int i = 0; i < Math.min(bytes.length, 4_000); i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(flipped));
                byte[] cut = Arrays.copyOf(bytes, i);
                assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(cut));
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(longer));
        }
    }

    /** Behind a fitting checksum too, the reader gives a body or says that there is none. */
    @Test
    void damageThatTheChecksumHidesLeaksNoOtherError() {
        RandomFacts random = new RandomFacts(8);
        Random bits = new Random(8);
        int read = 0, corrupt = 0;
        for (int sample = 0; sample < 30; sample++) {
            byte[] bytes = BodyCodec.encode(random.body());
            for (int i = 0; i < Math.min(bytes.length - 4, 3_000); i++) {
                byte[] damaged = bits.nextInt(8) == 0 ? Arrays.copyOf(bytes, Math.max(4, i)) : bytes.clone();
                if (i < damaged.length - 4) damaged[i] = (byte) bits.nextInt();
                seal(damaged);
                try {
                    BodyCodec.decode(damaged);
                    read++;
                } catch (CorruptFactsException e) {
                    corrupt++;
                }
            }
        }
        assertTrue(read > 100 && corrupt > 100, read + " read, " + corrupt + " corrupt");
    }

    @Test
    void noBytesAtAllAreCorrupt() {
        assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(new byte[0]));
        byte[] none = new byte[4];
        seal(none);
        assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(none));
        assertThrows(CorruptFactsException.class, () -> BodyCodec.decode(String.join("", Collections.nCopies(50, "what")).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static void seal(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 4);
        for (int i = 0; i < 4; i++) bytes[bytes.length - 4 + i] = (byte) (sum.getValue() >>> 8 * i);
    }

    private static void onStack(long size, Runnable task) throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(null, () -> {
            try {
                task.run();
            } catch (Throwable e) {
                thrown[0] = e;
            }
        }, "sized stack", size);
        thread.start();
        thread.join();
        if (thrown[0] != null) throw new AssertionError(thrown[0]);
    }

    private static byte[] named(String... names) {
        List<Value> args = new ArrayList<>();
        for (String n : names) args.add(new Value.Name(n));
        return BodyCodec.encode(new Body(List.of(), List.of(), new Event.Call(0, SPAN, SPAN, null, "go", args, List.of(), false), 1));
    }

    @Test
    void wordsOfNamesAndLiteralsAreTold() {
        byte[] bytes = named("lock", "java.util.concurrent.Semaphore", "it's a 2nd text", "\u00fcber", "\u0394x and \u0394y");
        for (String word : List.of("go", "lock", "java", "Semaphore", "s", "2nd", "\u00fcber", "\u0394x", "\u0394y", "and")) assertTrue(BodyCodec.mentions(bytes, word), word);
        for (String none : List.of("loc", "ock", "Sema", "phore", "nd", "ber", "\u0394", "x", "g", "unlock")) assertFalse(BodyCodec.mentions(bytes, none), none);
    }

    @Test
    void wordsAreThoseThatAreMentioned() {
        byte[] bytes = named("a$b", "c d.e", "\u0394x", "_f1");
        Set<String> words = new TreeSet<>();
        BodyCodec.words(bytes, words::add);
        assertEquals(new TreeSet<>(List.of("go", "a$b", "c", "d", "e", "\u0394x", "_f1")), words);
        for (String w : words) assertTrue(BodyCodec.mentions(bytes, w), w);
    }
}
