package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Initialisers, enum constants, records and other members with code. */
class MemberLoweringTest {
    @Test
    void fieldsAndInitialisersInSourceOrder() {
        assertEquals("""
                == X.<clinit>
                @0 init MAX = 3
                @1 read MAX
                @2 call log(MAX);
                @4 new Foo(lambda0)
                @5 init INSTANCE = @4
                lambda0():
                  @3 read MAX
                  return MAX
                == X.<init-block>
                @0 init this.a = 1
                @1 read a
                @2 new int[](a)
                @3 init this.b = @2
                @4 new ReentrantLock()
                @5 init this.lock = @4
                @6 assign t#0 = 2
                @7 write a = t#0
                --
                VARIABLE int t assigned 1 = 2
                """, Lowered.file("""
                class X { static final int MAX = 3; int a = 1, b[] = {a}; static { log(MAX); } final Lock lock = new ReentrantLock(); { int t = 2; a = t; } static Foo INSTANCE = new Foo(() -> MAX); int none; }
                """));
    }

    @Test
    void enumConstants() {
        assertEquals("""
                == Op.<clinit>
                @0 new Op("+") type1
                @1 init PLUS = @0
                @2 new Op()
                @3 init MINUS = @2
                @4 init K = 1
                == Op.<init>
                @0 read s#0[0]
                @1 write sign = s#0[0]
                --
                PARAM String[] s assigned 0
                == Op$1.apply
                @0 read K
                return a#0 + K
                --
                PARAM int a assigned 0
                """, Lowered.file("""
                enum Op { PLUS("+") { int apply(int a) { return a + K; } }, MINUS; static int K = 1; final String sign; Op(String... s) { sign = s[0]; } }
                """));
    }

    @Test
    void records() {
        assertEquals("""
                == Range.<init>
                if lo#0 < 0
                  @0 new E()
                  throw @0
                @1 assign lo#0 = 1
                @2 update n + 1
                @3 write this.lo = lo#0
                @4 write this.hi = hi#1
                --
                PARAM int lo assigned 1
                PARAM List<String>[] hi assigned 0
                == Range.<init>
                @0 call <this>(only#0, null);
                --
                PARAM int only assigned 0
                """, Lowered.file("""
                record Range(int lo, List<String>... hi) { static int n; Range { if (lo < 0) throw new E(); lo = 1; n++; } Range(int only) { this(only, null); } }
                """));
    }

    @Test
    void aCompactSourceFile() {
        assertEquals("""
                == $main.<init-block>
                @0 init this.count = 1
                == $main.main
                @0 update count + 1
                @1 call helper();
                == $main.helper
                """, Lowered.file("""
                int count = 1; void main() { count++; helper(); } static void helper() { }
                """));
    }

    @Test
    void interfaceMembers() {
        assertEquals("""
                == I.<clinit>
                @0 call f()
                @1 init A = @0
                == I.y
                @0 call x();
                == I.z
                == I.w
                """, Lowered.file("""
                interface I { int A = f(); void x(); default void y() { x(); } private void z() { } static void w() { } class N { } }
                """));
    }
}
