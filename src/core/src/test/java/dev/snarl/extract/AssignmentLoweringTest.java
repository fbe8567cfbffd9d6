package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Writes, updates in every spelling, and locals that are assigned. */
class AssignmentLoweringTest {
    @Test
    void writesAndTheirBases() {
        assertEquals("""
                @0 write x = 1
                @1 write this.x = 2
                @2 read n#0.next
                @3 call f()
                @4 write n#0.next.value = @3
                @5 read Outer
                @6 read x
                @7 write Outer.total = x
                @8 read items
                @9 read i
                @10 call g()
                @11 write items[i] = @10
                --
                PARAM Node n assigned 0
                """, Lowered.of("""
                void m(Node n) {
                    x = 1; this.x = 2; n.next.value = f(); Outer.total = x; items[i] = g();
                }
                """));
    }

    @Test
    void updatesInEverySpelling() {
        assertEquals("""
                @0 update x + 1
                @1 update x - 1
                @2 update x + v#0
                @3 update x + v#0
                @4 update x + v#0
                @5 update this.x + 1
                @6 update x - 1
                @7 update x + 1
                @8 read a
                @9 read b
                @10 update x + a + b
                @11 update s + "t"
                @12 update flag ! ?
                @13 read items
                @14 read i
                @15 update items[i] + 1
                @16 read items
                @17 read i
                @18 update items[i] + 1
                @19 read a
                @20 read a.b
                @21 update a.b.c << 2
                @22 update x + ?
                --
                PARAM long v assigned 0
                """, Lowered.of("""
                void m(long v) {
                    x++; --x; x += v; x = x + v; x = v + x; this.x = x + 1; x = this.x - 1; x = (int) (x + 1); x = x + a + b;
                    s = s + "t"; flag = !flag; items[i]++; items[i] = items[i] + 1; a.b.c <<= 2; x = x * 31 + v;
                }
                """));
    }

    @Test
    void assignmentsThatOnlyDependOnTheirTarget() {
        assertEquals("""
                @0 read x
                @1 call f(x)
                @2 write x = @1 (reads it)
                @3 read Math
                @4 read x
                @5 call Math.max(x, y#0)
                @6 write x = @5 (reads it)
                @7 read x
                when x == null
                  @8 read a
                else
                  @9 read x
                @10 write x = (x == null) ? [a, x] (reads it)
                @11 read head
                @12 read head.next
                @13 write head = head.next (reads it)
                @15 write r = lambda0
                @16 read x
                @17 write this.x = -x (reads it)
                lambda0():
                  @14 read r
                  return r
                --
                PARAM int y assigned 0
                """, Lowered.of("""
                void m(int y) {
                    x = f(x); x = Math.max(x, y); x = x == null ? a : x; head = head.next; r = () -> r; this.x = -x;
                }
                """));
    }

    @Test
    void aParameterOfTheFieldsNameIsNoField() {
        assertEquals("""
                @0 write this.x = x#0 + 1
                @1 write this.x = x#0
                --
                PARAM int x assigned 0
                """, Lowered.of("""
                void m(int x) {
                    this.x = x + 1; this.x = x;
                }
                """));
    }

    @Test
    void localsAreAssigned() {
        assertEquals("""
                @0 assign a#1 = 1
                @1 assign b#2 = 0
                @2 assign b#2 = b#2 + 1
                @3 assign b#2 = b#2 + p#0
                @4 assign b#2 = b#2 + 1
                @5 assign p#0 = 2
                @6 assign b#2 = b#2 + 1
                @7 assign c#3 = updated@6
                return a#1
                --
                PARAM int p assigned 1
                VARIABLE int a assigned 1 = 1
                VARIABLE int b assigned 5 = 0
                VARIABLE int c assigned 1 = updated@6
                """, Lowered.of("""
                int m(int p) {
                    int a; a = 1; int b = 0; b++; b += p; b = b + 1; p = 2; int c = b++; return a;
                }
                """));
    }

    @Test
    void assignmentsAsValues() {
        assertEquals("""
                @0 read c
                @1 write b = c
                @2 write a = c
                @3 update x + 1
                @4 assign n#0 = updated@3
                @5 update x + 2
                @6 assign k#1 = updated@5
                loop WHILE
                  test
                    @7 read r
                    @8 call r.readLine()
                    @9 write line = @8
                  while @8 != null
                  @10 read line
                  @11 call use(line);
                loop WHILE
                  test
                    @12 read r
                    @13 call r.readLine()
                    @14 assign l#2 = @13
                  while @13 != null
                  @15 call use(l#2);
                --
                VARIABLE int n assigned 1 = updated@3
                VARIABLE int k assigned 1 = updated@5
                VARIABLE String l assigned 1 = @13
                """, Lowered.of("""
                void m() {
                    a = b = c; int n = x++; int k = (x += 2); while ((line = r.readLine()) != null) { use(line); } String l;
                    while ((l = r.readLine()) != null) { use(l); }
                }
                """));
    }

    @Test
    void anOperandDeepInTheRightSide() {
        assertEquals("""
                @0 call a()
                @1 call b()
                @2 update x + @0 + @1
                @3 call a()
                @4 update x + ?
                @5 update x + 1 + (2 + 3)
                @6 read x
                @7 update x + x
                """, Lowered.of("""
                void m() {
                    x = a() + (b() + x); x = a() + (x * 2); x = 1 + (2 + 3) + x; x = x + x;
                }
                """));
    }
}
