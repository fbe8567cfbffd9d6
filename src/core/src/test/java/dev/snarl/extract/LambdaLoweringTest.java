package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Lambdas, method references, and types within bodies. */
class LambdaLoweringTest {
    @Test
    void lambdasBelongToTheirMethod() {
        assertEquals("""
                @0 assign k#2 = 1
                @2 call ex#0.execute(lambda0);
                @6 call ex#0.run(lambda1);
                @10 assign r#7 = lambda2
                @12 call ex#0.map(lambda4);
                lambda0():
                  @1 update count + 1
                  return updated@1
                lambda1(a#3, b#4):
                  @3 assign t#5 = (a#3 + k#2) + p#1
                  loop FOR
                    @4 read f
                    @5 assign u#6 = f
                lambda2() as Runnable & java.io.Serializable:
                  @8 assign in#8 = lambda3
                  @9 call in#8.run();
                lambda3() in lambda2:
                  @7 call use(k#2)
                  return @7
                lambda4(s#9):
                  @11 call s#9.trim()
                  return @11
                --
                PARAM Executor ex assigned 0
                PARAM int p assigned 0
                VARIABLE int k assigned 1 = 1
                LAMBDA_PARAM var a lambda1 assigned 0
                LAMBDA_PARAM var b lambda1 assigned 0
                VARIABLE int t lambda1 assigned 1 = (a#3 + k#2) + p#1
                VARIABLE int u lambda1 assigned 1 = f depth 1
                VARIABLE Runnable r assigned 1 = lambda2
                VARIABLE Runnable in lambda2 assigned 1 = lambda3
                LAMBDA_PARAM String s lambda4 assigned 0
                """, Lowered.of("""
                void m(Executor ex, int p) {
                    int k = 1; ex.execute(() -> count++); ex.run((a, b) -> { int t = a + k + p; for (;;) { int u = f; }
                    }); Runnable r = (Runnable & java.io.Serializable) () -> { Runnable in = () -> use(k); in.run(); };
                    ex.map((String s) -> s.trim());
                }
                """));
    }

    @Test
    void methodReferences() {
        assertEquals("""
                @0 read field
                @1 read a
                @2 read a.b
                @3 read String
                @4 call make()
                @5 call a(this::run, local#0::go, field::go, a.b::go, String::valueOf, type ArrayList<String>::new, type int[]::new, type Foo::new, super::x, local#0::call as Callable<Foo>, @4::go);
                --
                PARAM Foo local assigned 0
                """, Lowered.of("""
                void m(Foo local) {
                    a(this::run, local::go, field::go, a.b::go, String::valueOf, ArrayList<String>::new, int[]::new, Foo::new, super::x, (Callable<Foo>) local::call, make()::go);
                }
                """));
    }

    @Test
    void anAnonymousClass() {
        assertEquals("""
                == X.m
                @0 assign k#1 = 1
                @1 read ex
                @2 new Runnable() type1
                @3 call ex.submit(@2);
                --
                PARAM int p assigned 0
                VARIABLE int k assigned 1 = 1
                == X$1.<init-block>
                @0 init this.own = captured(1, k#1)
                == X$1.run
                @0 update own + 1
                @1 read field
                @2 call use(captured(1, k#1), captured(1, p#0), field);
                @3 new Object() type2;
                == X$2.go
                @0 read own
                @1 call use(captured(2, k#1), own);
                """, Lowered.of("""
                void m(final int p) {
                    int k = 1; ex.submit(new Runnable() { int own = k; public void run() { own++; use(k, p, field); new Object() { void go() { use(k, own);
                    } }; } });
                }
                """));
    }

    @Test
    void localClasses() {
        assertEquals("""
                == X.m
                @0 new L()
                @1 call @0.go();
                --
                PARAM int p assigned 0
                == X$1L.<init-block>
                @0 init this.f = captured(1, p#0)
                == X$1L.go
                @0 write g = captured(1, p#0)
                """, Lowered.of("""
                void m(int p) {
                    class L { int f = p; void go() { g = p; } } record R(int a) {} interface I { void x(); } new L().go();
                }
                """));
    }

    @Test
    void aCapturedNameThatIsAssignedIsAField() {
        assertEquals("""
                == X.m
                @0 new Foo() type1;
                --
                PARAM int p assigned 0
                == X$1.go
                @0 write p = 1
                @1 update p + 1
                """, Lowered.of("""
                void m(int p) {
                    new Foo() { void go() { p = 1; p++; } };
                }
                """));
    }

    @Test
    void nestedLambdasKeepTheirLoopsApart() {
        assertEquals("""
                @0 read all
                loop FOREACH f#0 in all
                  @5 call run(lambda0);
                  @6 assign d#4 = 4
                lambda0():
                  @1 assign a#1 = 1
                  loop FOR
                    @2 assign b#2 = 2
                    @4 call go(lambda1);
                lambda1() in lambda0:
                  @3 assign c#3 = 3
                --
                FOREACH Foo f assigned 0 depth 1
                VARIABLE int a lambda0 assigned 1 = 1
                VARIABLE int b lambda0 assigned 1 = 2 depth 1
                VARIABLE int c lambda1 assigned 1 = 3
                VARIABLE int d assigned 1 = 4 depth 1
                """, Lowered.of("""
                void m() {
                    for (Foo f : all) { run(() -> { int a = 1; for (;;) { int b = 2; go(() -> { int c = 3; }); } }); int d = 4;
                    }
                }
                """));
    }
}
