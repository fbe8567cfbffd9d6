package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Reads, calls, creations, operators and their normal forms. */
class ExpressionLoweringTest {
    @Test
    void readsOfNamesAndChains() {
        assertEquals("""
                @0 read a
                @1 read a.b
                @2 read a.b.c
                @3 call a.b.c.d();
                @4 read this.f
                @5 assign x#0 = this.f
                @6 read java
                @7 read java.util
                @8 read java.util.List
                @9 call java.util.List.of()
                @10 call @9.size()
                return x#0 + @10
                --
                VARIABLE int x assigned 1 = this.f
                """, Lowered.of("""
                int m() {
                    a.b.c.d(); int x = this.f; return x + java.util.List.of().size();
                }
                """));
    }

    @Test
    void localsShadowFields() {
        assertEquals("""
                @0 assign own#1 = count#0
                @1 write this.count = own#1
                @2 read other
                @3 assign inner#2 = other
                @4 read inner
                return inner
                --
                PARAM int count assigned 0
                VARIABLE int own assigned 1 = count#0
                VARIABLE int inner assigned 1 = other
                """, Lowered.of("""
                int m(int count) {
                    int own = count; this.count = own; { int inner = other; } return inner;
                }
                """));
    }

    @Test
    void conditionsInTheirNormalForm() {
        assertEquals("""
                if o#0 == null
                  @0 call a();
                @1 read f
                if o#0 != f
                  @2 call b();
                if (i#1 >= 3) && (i#1 <= 3)
                  @3 call c();
                @4 read closed
                if closed
                  @5 call d();
                @6 read closed
                if !closed && (i#1 <= 1)
                  @7 call e();
                @8 read closed
                @9 assign v#2 = !(closed || (i#1 > 1))
                loop WHILE
                  test
                    @10 read x
                    when x
                      @11 read y
                  while !x || y
                --
                PARAM Object o assigned 0
                PARAM int i assigned 0
                VARIABLE boolean v assigned 1 = !(closed || (i#1 > 1))
                """, Lowered.of("""
                void m(Object o, int i) {
                    if (null == o) a(); if (!(o == f)) b(); if (!(i < 3) && 3 >= i) c(); if (!!closed) d(); if (!(closed || i > 1)) e();
                    boolean v = !(closed || i > 1); while (!(x && !y)) { }
                }
                """));
    }

    @Test
    void shortCircuits() {
        assertEquals("""
                when n#0 != null
                  @0 read n#0.next
                when (n#0 != null) && (n#0.next != null)
                  @1 read n#0.next
                  @2 call n#0.next.ok()
                if ((n#0 != null) && (n#0.next != null)) && @2
                  return true
                @3 read a
                when a
                else
                  @4 call b()
                when a || @4
                else
                  @5 read c
                return (a || @4) || c
                --
                PARAM Node n assigned 0
                """, Lowered.of("""
                boolean m(Node n) {
                    if (n != null && n.next != null && n.next.ok()) return true; return a || b() || c;
                }
                """));
    }

    @Test
    void noBranchWhereTheRightSideHasNoEvents() {
        assertEquals("""
                return ((a#0 > 0) && (b#1 > 0)) ? [a#0 > b#1, b#1 > a#0]
                --
                PARAM int a assigned 0
                PARAM int b assigned 0
                """, Lowered.of("""
                boolean m(int a, int b) {
                    return a > 0 && b > 0 ? a > b : b > a;
                }
                """));
    }

    @Test
    void conditionalExpressions() {
        assertEquals("""
                @0 read ready
                when ready
                  @1 read value
                else
                  @2 call compute()
                return ready ? [value, @2]
                """, Lowered.of("""
                int m() {
                    return ready ? value : compute();
                }
                """));
    }

    @Test
    void creation() {
        assertEquals("""
                @0 read r
                @1 new Thread(r)
                @2 call @1.start();
                @3 new o#0.Inner(1)
                @4 assign x#1 = @3
                @5 read n
                @6 new int[][](n, 2)
                @7 assign g#2 = @6
                @8 call f()
                @9 new int[](1, @8)
                @10 assign h#3 = @9
                @11 new int[](1)
                @12 new int[]()
                @13 new int[][](@11, @12)
                @14 assign t#4 = @13
                @15 new String[]("a")
                @16 assign u#5 = @15
                @17 new Foo();
                --
                PARAM Outer o assigned 0
                VARIABLE Object x assigned 1 = @3
                VARIABLE int[][] g assigned 1 = @6
                VARIABLE int[] h assigned 1 = @9
                VARIABLE int[][] t assigned 1 = @13
                VARIABLE var u assigned 1 = @15
                """, Lowered.of("""
                void m(Outer o) {
                    new Thread(r).start(); Object x = o.new Inner(1); int[][] g = new int[n][2]; int[] h = {1, f()};
                    int[][] t = {{1}, {}}; var u = new String[] {"a"}; new Foo<>();
                }
                """));
    }

    @Test
    void receiversAndQualifiedThis() {
        assertEquals("""
                @0 call super.m();
                @1 call Iface.super.m();
                @2 call Outer.this.run();
                @3 call this.<String>go(1);
                @4 read x
                @5 call x.y();
                @6 write Outer.this.n = 1
                @7 assign c#0 = int[].class
                --
                VARIABLE Class<?> c assigned 1 = int[].class
                """, Lowered.of("""
                void m() {
                    super.m(); Iface.super.m(); Outer.this.run(); this.<String>go(1); (x).y(); Outer.this.n = 1; Class<?> c = int[].class;
                }
                """));
    }

    @Test
    void castsAndInstanceofAsValues() {
        assertEquals("""
                @0 assign f#1 = (Foo) o#0
                @1 call (Bar) f#1.go();
                return (o#0 is Foo) && !(o#0 is Bar)
                --
                PARAM Object o assigned 0
                VARIABLE Foo f assigned 1 = (Foo) o#0
                """, Lowered.of("""
                boolean m(Object o) {
                    Foo f = (Foo) o; ((Bar) f).go(); return o instanceof Foo && !(o instanceof Bar);
                }
                """));
    }

    @Test
    void operatorsAndLiterals() {
        assertEquals("""
                @0 assign b#1 = -a#0 + ~a#0
                @1 assign c#2 = 1_000L
                @2 assign d#3 = 1.5
                @3 assign e#4 = 2f
                @4 assign f#5 = '\\n'
                @5 assign g#6 = "x\\ty" + 'c'
                @6 assign h#7 = true
                @7 assign i#8 = null
                @8 assign j#9 = 0x1F
                --
                PARAM int a assigned 0
                VARIABLE int b assigned 1 = -a#0 + ~a#0
                VARIABLE long c assigned 1 = 1_000L
                VARIABLE double d assigned 1 = 1.5
                VARIABLE float e assigned 1 = 2f
                VARIABLE char f assigned 1 = '\\n'
                VARIABLE String g assigned 1 = "x\\ty" + 'c'
                VARIABLE boolean h assigned 1 = true
                VARIABLE Object i assigned 1 = null
                VARIABLE int j assigned 1 = 0x1F
                """, Lowered.of("""
                void m(int a) {
                    int b = -a + ~a; long c = 1_000L; double d = 1.5; float e = 2f; char f = '\\n'; String g = "x\\ty" + 'c';
                    boolean h = true; Object i = null; int j = 0x1F;
                }
                """));
    }

    @Test
    void arrayLengthAndElements() {
        assertEquals("""
                @0 read g#0[0]
                @1 read g#0.length
                @2 write g#0[0][1] = g#0.length
                @3 read data
                @4 read data[1]
                @5 write data[1].x = 2
                @6 read data
                @7 read g#0[0]
                @8 read g#0[0][0]
                @9 read data[g#0[0][0]]
                @10 read data[g#0[0][0]].y
                return data[g#0[0][0]].y
                --
                PARAM int[][] g assigned 0
                """, Lowered.of("""
                int m(int[][] g) {
                    g[0][1] = g.length; data[1].x = 2; return data[g[0][0]].y;
                }
                """));
    }

    @Test
    void constantsOnTheLeftAreMirroredWithTheirOperator() {
        assertEquals("""
                return (((i#0 > 0) && (i#0 != -1)) && (1 <= 2)) && ((5 + i#0) > 3)
                --
                PARAM int i assigned 0
                """, Lowered.of("""
                boolean m(int i) {
                    return 0 < i && -1 != i && 1 <= 2 && 5 + i > 3;
                }
                """));
    }
}
