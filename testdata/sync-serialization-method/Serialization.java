package syncserializationmethod;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class OnlyWrite implements Serializable {
    private int count;

    void add() {
        count++;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // want "OnlyWrite.writeObject is the only code"
        out.defaultWriteObject();
    }
}

class ReadAmongOthers implements Serializable {
    private int count;

    synchronized void add() {
        count++;
    }

    private synchronized void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException { // ok: one of several methods that lock, harmless
        in.defaultReadObject();
    }
}

class OnlyRead implements Serializable {
    private int count;

    void add() {
        count++;
    }

    private synchronized void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException { // want "still being read"
        in.defaultReadObject();
    }
}

class Both implements Serializable {
    private List<String> list = new ArrayList<>();

    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // want "Both.writeObject"
        out.writeObject(list);
    }

    private synchronized void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException { // want "Both.readObject"
        list = (List<String>) in.readObject();
    }
}

class WithBlock implements Serializable {
    private int count;

    void add() {
        count++;
    }

    private void writeObject(ObjectOutputStream out) throws IOException { // want "WithBlock.writeObject"
        synchronized (this) {
            out.writeInt(count);
        }
    }
}

class Parent implements Serializable {
    int count;
}

class Child extends Parent {
    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // want "Child.writeObject"
        out.writeInt(count);
    }
}

enum Kind {
    A;

    static class Nested<T extends Serializable> implements Serializable {
        private T value;

        void value(T t) {
            value = t;
        }

        private synchronized void writeObject(ObjectOutputStream out) throws IOException { // want "writeObject"
            out.writeObject(value);
        }
    }
}

class Guarded implements Serializable {
    private int count;

    synchronized void add() {
        count++;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: other methods take the lock too
        out.defaultWriteObject();
    }
}

class GuardedByBlock implements Serializable {
    private int count;

    void add() {
        synchronized (this) {
            count++;
        }
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: a block takes the lock
        out.defaultWriteObject();
    }
}

class GuardedByLock implements Serializable {
    private final transient Lock lock = new ReentrantLock();
    private int count;

    void add() {
        lock.lock();
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: the class guards itself with a Lock
        out.defaultWriteObject();
    }
}

class SyncParent implements Serializable {
    int count;

    synchronized void add() {
        count++;
    }
}

class SyncChild extends SyncParent {
    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: inherited methods take the lock
        out.writeInt(count);
    }
}

class UnknownParent extends Missing implements Serializable {
    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: the superclass is not known
        out.defaultWriteObject();
    }
}

class LockedByClient implements Serializable {
    int count;

    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: its clients lock it
        out.defaultWriteObject();
    }
}

class Client {
    void add(LockedByClient c) {
        synchronized (c) {
            c.count++;
        }
    }
}

class Publishing implements Serializable {
    private static final List<Publishing> ALL = new ArrayList<>();

    private synchronized void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException { // ok: others find it before it is complete
        ALL.add(this);
        in.defaultReadObject();
    }
}

class NotSerializable {
    private synchronized void writeObject(ObjectOutputStream out) throws IOException { // ok: no method of serialization
        out.defaultWriteObject();
    }
}

class OtherMethod implements Serializable {
    public synchronized void writeObject(String s) { // ok: another method of that name
        System.out.println(s);
    }
}

class Unlocked implements Serializable {
    private void writeObject(ObjectOutputStream out) throws IOException { // ok: takes no lock
        out.defaultWriteObject();
    }
}

class HalfBlock implements Serializable {
    private int count;

    void add() {
        count++;
    }

    private void writeObject(ObjectOutputStream out) throws IOException { // miss "HalfBlock" a block around a part of it is taken for a choice
        out.defaultWriteObject();
        synchronized (this) {
            out.writeInt(count);
        }
    }
}
