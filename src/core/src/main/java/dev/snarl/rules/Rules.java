package dev.snarl.rules;

import dev.snarl.rules.contracts.GuardedbyExpressionInvalid;
import dev.snarl.rules.contracts.GuardedbyViolation;
import dev.snarl.rules.contracts.LockEffectContract;
import dev.snarl.rules.contracts.NotthreadsafeShared;
import dev.snarl.rules.contracts.ThreadConfinementContract;
import dev.snarl.rules.executors.ExecutorNotShutdown;
import dev.snarl.rules.interruption.InterruptSwallowed;
import dev.snarl.rules.locks.LockNotReleased;
import dev.snarl.rules.locks.LockOrderInversion;
import dev.snarl.rules.monitors.WaitNotInLoop;
import dev.snarl.rules.processes.ProcessIoNotDrained;
import dev.snarl.rules.processes.ProcessWaitUnderLock;
import dev.snarl.rules.races.InconsistentSynchronization;
import dev.snarl.rules.races.NonAtomicCompoundUpdate;
import dev.snarl.rules.races.NonAtomicVolatileUpdate;
import dev.snarl.rules.races.ThreadUnsafeFormatShared;
import dev.snarl.rules.races.UnsynchronizedSharedField;
import dev.snarl.rules.remote.RemoteTaskNotSerializable;
import dev.snarl.rules.threads.ThreadRunCalled;
import dev.snarl.rules.threads.ThreadUnjoined;
import dev.snarl.rules.visibility.DoubleCheckedLocking;
import java.util.List;

/** The list of all rules, in the order of the catalogue. */
public final class Rules {
    private Rules() {}

    public static List<Rule> all() {
        return List.of(
                new InconsistentSynchronization(),
                new NonAtomicCompoundUpdate(),
                new NonAtomicVolatileUpdate(),
                new ThreadUnsafeFormatShared(),
                new UnsynchronizedSharedField(),
                new LockNotReleased(),
                new LockOrderInversion(),
                new DoubleCheckedLocking(),
                new WaitNotInLoop(),
                new ThreadRunCalled(),
                new ThreadUnjoined(),
                new ExecutorNotShutdown(),
                new ProcessIoNotDrained(),
                new ProcessWaitUnderLock(),
                new RemoteTaskNotSerializable(),
                new InterruptSwallowed(),
                new GuardedbyViolation(),
                new GuardedbyExpressionInvalid(),
                new LockEffectContract(),
                new ThreadConfinementContract(),
                new NotthreadsafeShared());
    }
}
