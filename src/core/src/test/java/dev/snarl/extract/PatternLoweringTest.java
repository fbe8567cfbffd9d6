package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Pattern variables and where they are in scope; switches. */
class PatternLoweringTest {
    @Test
    void patternsInScopeWhereTheyMatch() {
        assertEquals("""
                when o#0 is String s#1
                  @0 call s#1.length()
                if (o#0 is String s#1) && (@0 > 1)
                  @1 call s#1.length()
                  return @1
                if !(o#0 is Foo f#2)
                  @2 read f
                  return f
                @3 call use(f#2);
                @4 read s
                return s
                --
                PARAM Object o assigned 0
                PATTERN String s assigned 0 = o#0
                PATTERN Foo f assigned 0 = o#0
                """, Lowered.of("""
                int m(Object o) {
                    if (o instanceof String s && s.length() > 1) { return s.length(); } if (!(o instanceof Foo f)) return f;
                    use(f); return s;
                }
                """));
    }

    @Test
    void patternsOfALoopsTestHoldAfterIt() {
        assertEquals("""
                loop WHILE
                  test
                    @0 call next()
                  while !(@0 is Foo f#0)
                  @1 read f
                  @2 call skip(f);
                @3 call use(f#0);
                loop FOR
                  test
                    @4 read q
                  while !(q is Bar b#1)
                  break
                @5 read b
                @6 call use(b);
                loop DO
                  test
                    @7 read q
                  while !(q is Bar c#2)
                @8 call use(c#2);
                --
                PATTERN Foo f assigned 0 = @0 depth 1
                PATTERN Bar b assigned 0 = q depth 1
                PATTERN Bar c assigned 0 = q depth 1
                """, Lowered.of("""
                void m() {
                    while (!(next() instanceof Foo f)) { skip(f); } use(f); for (; !(q instanceof Bar b); ) { break; }
                    use(b); do { } while (!(q instanceof Bar c)); use(c);
                }
                """));
    }

    @Test
    void theElseThatLeavesKeepsThePattern() {
        assertEquals("""
                if o#0 is Foo f#1
                  @0 call a(f#1);
                else
                  @1 new X()
                  throw @1
                @2 call b(f#1);
                when o#0 is Bar g#3
                  @3 read g#3.x
                else
                  @4 read g
                @5 assign t#2 = (o#0 is Bar g#3) ? [g#3.x, g]
                when !(o#0 is Bar h#5)
                else
                  @6 read h#5.y
                @7 assign u#4 = !(o#0 is Bar h#5) || h#5.y
                --
                PARAM Object o assigned 0
                PATTERN Foo f assigned 0 = o#0
                VARIABLE boolean t assigned 1 = (o#0 is Bar g#3) ? [g#3.x, g]
                PATTERN Bar g assigned 0 = o#0
                VARIABLE boolean u assigned 1 = !(o#0 is Bar h#5) || h#5.y
                PATTERN Bar h assigned 0 = o#0
                """, Lowered.of("""
                void m(Object o) {
                    if (o instanceof Foo f) { a(f); } else { throw new X(); } b(f); boolean t = o instanceof Bar g ? g.x : g;
                    boolean u = !(o instanceof Bar h) || h.y;
                }
                """));
    }

    @Test
    void recordPatterns() {
        assertEquals("""
                if o#0 is Pair x#1
                  @0 call use(x#1, y#2, z#3);
                else
                  @1 read x
                  @2 call use(x);
                --
                PARAM Object o assigned 0
                PATTERN var x assigned 0
                PATTERN int y assigned 0
                PATTERN Foo z assigned 0
                """, Lowered.of("""
                void m(Object o) {
                    if (o instanceof Pair(Point(var x, int y), _, Foo z)) { use(x, y, z); } else use(x);
                }
                """));
    }

    @Test
    void oldSwitch() {
        assertEquals("""
                switch k#0
                  case 1 falls
                  case 2
                    @0 assign t#1 = 1
                    @1 call a(t#1);
                    break
                  case MAX falls
                    @2 assign t#1 = 2
                    @3 call b(t#1);
                  case -1
                    return
                  case default
                    @4 call c();
                --
                PARAM int k assigned 0
                VARIABLE int t assigned 2 = 1
                """, Lowered.of("""
                void m(int k) {
                    switch (k) { case 1: case 2: int t = 1; a(t); break; case MAX: t = 2; b(t); case -1: return; default: c();
                    }
                }
                """));
    }

    @Test
    void arrowSwitchStatement() {
        assertEquals("""
                switch k#0
                  case A, B
                    @0 call a();
                  case C
                    @1 call b();
                  case default
                    @2 new X()
                    throw @2
                --
                PARAM Kind k assigned 0
                """, Lowered.of("""
                void m(Kind k) {
                    switch (k) { case A, B -> a(); case C -> { b(); } default -> throw new X(); }
                }
                """));
    }

    @Test
    void switchExpression() {
        assertEquals("""
                switch-expression o#0
                  case null default
                    yield 0
                  case s#2 when @0
                    @0 call s#2.isEmpty()
                    @1 call s#2.length()
                    yield @1
                  case o#0 is Point x#3
                    @2 call log();
                    yield x#3 + y#4
                  case o#0 is Foo
                    @3 read f
                    yield f
                  case b#5
                    @4 new X(b#5)
                    throw @4
                @5 assign r#1 = one of [0, @1, x#3 + y#4, f]
                return r#1
                --
                PARAM Object o assigned 0
                VARIABLE int r assigned 1 = one of [0, @1, x#3 + y#4, f]
                PATTERN String s assigned 0 = o#0
                PATTERN int x assigned 0
                PATTERN var y assigned 0
                PATTERN Bar b assigned 0 = o#0
                """, Lowered.of("""
                int m(Object o) {
                    int r = switch (o) { case null, default -> 0; case String s when s.isEmpty() -> s.length(); case Point(int x, var y) -> { log();
                    yield x + y; } case Foo _ -> f; case Bar b -> throw new X(b); }; return r;
                }
                """));
    }

    @Test
    void oldSwitchExpressionWithYieldsInAnInnerSwitch() {
        assertEquals("""
                switch-expression k#0
                  case 1
                    @0 call a()
                    yield @0
                  case default
                    @1 read b
                    switch b
                      case 2
                        yield 2
                    loop FOR
                      yield 3
                return one of [@0, 2, 3]
                --
                PARAM int k assigned 0
                """, Lowered.of("""
                int m(int k) {
                    return switch (k) { case 1: yield a(); default: switch (b) { case 2: yield 2; } for (;;) { yield 3; }
                    };
                }
                """));
    }

    @Test
    void yieldAsANameOfOldCode() {
        assertEquals("""
                @0 call yield(3);
                @1 call yield();
                """, Lowered.of("""
                void m() {
                    yield(3); yield();
                }
                """));
    }

    @Test
    void stringSwitchAndTextBlock() {
        assertEquals("""
                switch s#0
                  case "a\\n"
                    return "text\\n  block"
                return s#0
                --
                PARAM String s assigned 0
                """, Lowered.of("""
                String m(String s) { switch (s) { case "a\\n": return \"""
                    text
                      block\"""; } return s; }
                """));
    }

    @Test
    void localEnumsAreTypes() {
        assertEquals("""
                == X.m
                @0 read E
                @1 read E.A
                @2 assign e#1 = E.A
                @3 call run(lambda0);
                lambda0():
                --
                PARAM int p assigned 0
                VARIABLE E e assigned 1 = E.A
                == X$1E.<clinit>
                @0 new E() type2
                @1 init A = @0
                @2 new E()
                @3 init B = @2
                == X$1.g
                @0 update n + 1
                == X$1F.<clinit>
                @0 new F()
                @1 init C = @0
                """, Lowered.of("""
                void m(int p) {
                    enum E { A { void g() { n++; } }, B; int n; } E e = E.A;
                    run(() -> { enum F { C } });
                }
                """));
    }
}
