package given;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Two services share the lock that their cluster gave them. */
final class GivenLocks {
    static final class Members {
        private final Lock clusterLock;
        private Joins joins;

        Members(Lock clusterLock) {
            this.clusterLock = clusterLock;
        }

        void set() {
            clusterLock.lock(); // ok: it may be the very lock of Joins
            try {
                joins.claim();
            } finally {
                clusterLock.unlock();
            }
        }
    }

    static final class Joins {
        private final Lock clusterLock;
        private Members members;

        Joins(Lock clusterLock) {
            this.clusterLock = clusterLock;
        }

        void start() {
            clusterLock.lock();
            try {
                members.set();
            } finally {
                clusterLock.unlock();
            }
        }

        void claim() {
            clusterLock.lock();
            try {
                members = null;
            } finally {
                clusterLock.unlock();
            }
        }
    }

    static void make() {
        Lock one = new ReentrantLock();
        new Members(one);
        new Joins(one);
    }
}
