package dev.snarl.rules;

import dev.snarl.rules.atomics.AtomicCheckThenAct;
import dev.snarl.rules.atomics.AtomicCompareMisuse;
import dev.snarl.rules.atomics.AtomicFieldUpdaterMisuse;
import dev.snarl.rules.atomics.SplitCriticalSection;
import dev.snarl.rules.atomics.SyncObjectCheckThenAct;
import dev.snarl.rules.contracts.ImmutableContract;
import dev.snarl.rules.contracts.ThreadsafeContract;
import dev.snarl.rules.executors.ExecutorNotShutdown;
import dev.snarl.rules.interruption.InterruptSwallowed;
import dev.snarl.rules.locks.IgnoredSyncStatus;
import dev.snarl.rules.locks.ImseCaught;
import dev.snarl.rules.locks.LatchCountdownNotInFinally;
import dev.snarl.rules.locks.LockApiSmell;
import dev.snarl.rules.locks.LockExposed;
import dev.snarl.rules.locks.LockNotReleased;
import dev.snarl.rules.locks.LockOnCollectionView;
import dev.snarl.rules.locks.LockOrderInversion;
import dev.snarl.rules.locks.ReadwriteLockMisuse;
import dev.snarl.rules.locks.SemaphorePermitLeak;
import dev.snarl.rules.locks.StampedLockMisuse;
import dev.snarl.rules.locks.UnlockWithoutLock;
import dev.snarl.rules.monitors.AwaitWithoutLock;
import dev.snarl.rules.monitors.MonitorMethodOnCondition;
import dev.snarl.rules.monitors.MonitorMethodWithoutLock;
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
import dev.snarl.rules.visibility.DclInitAfterPublish;
import dev.snarl.rules.visibility.DoubleCheckedLocking;
import dev.snarl.rules.visibility.DoubleInitRaceHolder;
import dev.snarl.rules.visibility.UnsafeLazyInitInstance;
import dev.snarl.rules.visibility.UnsafeLazyInitStatic;
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
                new ImmutableContract(),
                new ThreadsafeContract(),
                new AtomicCheckThenAct(),
                new AtomicCompareMisuse(),
                new AtomicFieldUpdaterMisuse(),
                new SplitCriticalSection(),
                new SyncObjectCheckThenAct(),
                new IgnoredSyncStatus(),
                new ImseCaught(),
                new LatchCountdownNotInFinally(),
                new LockApiSmell(),
                new LockExposed(),
                new LockNotReleased(),
                new LockOnCollectionView(),
                new LockOrderInversion(),
                new ReadwriteLockMisuse(),
                new SemaphorePermitLeak(),
                new StampedLockMisuse(),
                new UnlockWithoutLock(),
                new DclInitAfterPublish(),
                new DoubleCheckedLocking(),
                new DoubleInitRaceHolder(),
                new UnsafeLazyInitInstance(),
                new UnsafeLazyInitStatic(),
                new AwaitWithoutLock(),
                new MonitorMethodOnCondition(),
                new MonitorMethodWithoutLock(),
                new WaitNotInLoop(),
                new ThreadRunCalled(),
                new ThreadUnjoined(),
                new ExecutorNotShutdown(),
                new ProcessIoNotDrained(),
                new ProcessWaitUnderLock(),
                new RemoteTaskNotSerializable(),
                new InterruptSwallowed());
    }
}
