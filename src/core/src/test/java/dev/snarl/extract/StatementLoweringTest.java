package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Control structure. */
class StatementLoweringTest {
    @Test
    void everyLoop() {
        assertEquals("""
                @0 assign i#1 = 0
                @1 read items#0.length
                @2 assign n#2 = items#0.length
                loop FOR
                  while i#1 < n#2
                  @3 read items#0[i#1]
                  @4 call use(items#0[i#1]);
                  update
                    @5 assign i#1 = i#1 + 1
                loop FOR
                  break
                @6 call names()
                loop FOREACH s#3 in @6
                  @7 call use(s#3);
                  @8 assign k#4 = 0
                loop DO
                  test
                    @11 read d
                  while d > 0
                  @9 call next()
                  @10 assign d#5 = @9
                loop WHILE
                  while true
                --
                PARAM int[] items assigned 0
                VARIABLE int i assigned 2 = 0
                VARIABLE int n assigned 1 = items#0.length
                FOREACH String s assigned 0 depth 1
                VARIABLE int k assigned 1 = 0 depth 1
                VARIABLE int d assigned 1 = @9 depth 1
                """, Lowered.of("""
                void m(int[] items) {
                    for (int i = 0, n = items.length; i < n; i++) { use(items[i]); } for (;;) { break; } for (String s : names()) { use(s);
                    int k = 0; } do { int d = next(); } while (d > 0); while (true) { }
                }
                """));
    }

    @Test
    void labelsAndJumps() {
        assertEquals("""
                outer:
                  loop FOR
                    loop FOR
                      @0 read a
                      if a
                        break outer
                      @1 read b
                      if b
                        continue outer
                      continue
                """, Lowered.of("""
                void m() {
                    outer: for (;;) { for (;;) { if (a) break outer; if (b) continue outer; continue; } }
                }
                """));
    }

    @Test
    void tryWithEverything() {
        assertEquals("""
                try
                  resources r#0, -, - existing lock, this.res
                    @0 call open()
                    @1 assign r#0 = @0
                    @2 read lock
                    @3 read this.res
                  @4 call use(r#0);
                catch IOException & RuntimeException e#1
                  @5 call log(e#1);
                catch Error e#2
                  throw e#2
                finally
                  @6 read lock
                  @7 call lock.unlock();
                @8 read r
                @9 call r.x();
                --
                RESOURCE Reader r assigned 1 = @0
                CATCH Throwable e assigned 0
                CATCH Error e assigned 0
                """, Lowered.of("""
                void m() throws Exception {
                    try (Reader r = open(); lock; this.res) { use(r); } catch (IOException | RuntimeException e) { log(e);
                    } catch (Error e) { throw e; } finally { lock.unlock(); } r.x();
                }
                """));
    }

    @Test
    void synchronizedStatements() {
        assertEquals("""
                sync this
                  @0 update n + 1
                @1 call lock()
                sync @1
                sync Foo.class
                  @2 write x = 1
                """, Lowered.of("""
                void m() {
                    synchronized (this) { n++; } synchronized (lock()) { } synchronized (Foo.class) { x = 1; }
                }
                """));
    }

    @Test
    void assertions() {
        assertEquals("""
                assert @0
                  @0 call check()
                assert x > 1
                  @1 read x
                  when x > 1
                  else
                    @2 call describe()
                """, Lowered.of("""
                void m() {
                    assert check(); assert x > 1 : "bad " + describe();
                }
                """));
    }

    @Test
    void emptyStatementsAndBlocks() {
        assertEquals("""
                @0 call a();
                @1 read x
                if x
                """, Lowered.of("""
                void m() {
                    ; { } { ; a(); } if (x) ; else ;
                }
                """));
    }

    @Test
    void constructorCalls() {
        assertEquals("""
                == X.<init>
                if a#0 < 0
                  @0 new E()
                  throw @0
                @1 write this.a = a#0
                @2 new Object() type1
                @3 call <super>(a#0, @2);
                --
                PARAM int a assigned 0
                == X.<init>
                @0 call <this>(1);
                == X.<init>
                @0 call f()
                @1 call o#0.<String><super>(@0);
                --
                PARAM Outer o assigned 0
                """, Lowered.file("""
                class X extends Y { X(int a) { if (a < 0) throw new E(); this.a = a; super(a, new Object() { }); } X() { this(1); } X(Outer o) { o.<String>super(f()); } }
                """));
    }
}
