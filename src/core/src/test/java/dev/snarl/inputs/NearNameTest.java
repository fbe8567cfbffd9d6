package dev.snarl.inputs;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;

class NearNameTest {
    @Test
    void findsANameAtMostTwoLettersAway() {
        assertEquals(Optional.of("thread-unjoined"), NearName.of("thread-unjoind", List.of("lock-not-released", "thread-unjoined")));
        assertEquals(Optional.of("main"), NearName.of("mian", List.of("test", "main")));
        assertEquals(Optional.empty(), NearName.of("locks", List.of("thread-unjoined", "wait-not-in-loop")));
    }

    @Test
    void theNearestWinsThenTheAlphabet() {
        assertEquals(Optional.of("block"), NearName.of("lock", List.of("clocks", "locks", "block")));
        assertEquals(Optional.of("abce"), NearName.of("abcd", List.of("abcf", "abce")));
        assertEquals(Optional.of("abcd"), NearName.of("abcx", List.of("abyy", "abcd")));
    }

    @Test
    void aWordThatExistsOrWouldChangeWhollyHasNoNearName() {
        assertEquals(Optional.empty(), NearName.of("src", List.of("src", "srcs")));
        assertEquals(Optional.empty(), NearName.of("ab", List.of("cd")));
        assertEquals(Optional.empty(), NearName.of("a", List.of("b")));
    }

    @Test
    void caseIsOneMistake() {
        assertEquals(Optional.of("README"), NearName.of("readme", List.of("README")));
    }

    @Test
    void distances() {
        assertEquals(0, NearName.distance("", ""));
        assertEquals(1, NearName.distance("abc", "acb"));
        assertEquals(2, NearName.distance("kitten", "sitten1"));
        assertEquals(3, NearName.distance("abcdef", "uvwxyz"));
        assertEquals(2, NearName.distance("ab", ""));
    }

    @Test
    void hintIsReadyForAMessage() {
        assertEquals("; did you mean errors?", NearName.hint("eror", List.of("errors")));
        assertEquals("", NearName.hint("eror", List.of("note")));
    }
}
