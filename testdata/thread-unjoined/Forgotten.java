package threadunjoined;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Started, and from then on out of everybody's reach. */
class Forgotten {
    private final Thread poller = new Thread(this::poll, "poller");
    private final List<Thread> senders = new ArrayList<>();
    private final ThreadFactory factory = task -> new Thread(task, "made");
    private Pump pump;

    void poll() {
        System.out.println("poll");
    }

    void dropped() {
        new Thread(this::poll).start(); // want "Thread"
    }

    void droppedWithName() {
        new Thread(() -> System.out.println("mail"), "mailer").start(); // want "Thread"
    }

    void droppedSubclass() {
        new Pump().start(); // want "Pump"
    }

    void droppedAnonymous() {
        new Thread() {
            @Override
            public void run() {
                poll();
            }
        }.start(); // want "Thread"
    }

    void droppedOverLines() {
        new Thread(
                this::poll,
                "a long name")
                .start(); // want "Thread"
    }

    void local() {
        Thread worker = new Thread(this::poll);
        worker.start(); // want "worker"
    }

    void inferredLocal() {
        var worker = new Pump();
        worker.setName("pump");
        worker.start(); // want "worker"
    }

    static void inStaticMethod(Runnable task) {
        Thread worker = new Thread(task);
        worker.setPriority(Thread.MIN_PRIORITY);
        worker.start(); // want "worker"
    }

    void fromMethod() {
        Thread worker = make();
        worker.start(); // want "worker"
    }

    private Thread make() {
        return new Thread(this::poll, "made");
    }

    void field() {
        poller.start(); // want "poller"
    }

    void reassignedField() {
        pump = new Pump();
        pump.start(); // want "pump"
    }

    void listNobodyJoins(int count) {
        for (int i = 0; i < count; i++) {
            Thread sender = new Thread(this::poll);
            senders.add(sender);
            sender.start(); // want "sender" kept in a list which nobody joins or interrupts
        }
        System.out.println(senders.size());
    }

    void localList(int count) {
        List<Thread> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(new Pump());
        }
        made.forEach(Thread::start); // want "made"
    }

    void madeByFactory() {
        factory.newThread(this::poll).start(); // want "Thread" the factory is a lambda in a final field
    }

    void notInterruptible() {
        Thread worker = new Thread(() -> {
            while (true) {
                poll();
            }
        });
        worker.start(); // want "worker"
        System.out.println(worker.getName() + worker.isAlive());
    }

    int inSwitch(int mode) {
        return switch (mode) {
            case 0 -> {
                new Thread(this::poll).start(); // want "Thread"
                yield 1;
            }
            default -> 0;
        };
    }

    void inTry() {
        try {
            new Thread(this::poll).start(); // want "Thread"
        } finally {
            System.out.println("started");
        }
    }

    void inLambda(List<String> names) {
        names.forEach(name -> new Thread(() -> System.out.println(name)).start()); // want "Thread"
    }

    /** The flag belongs to an object that nobody holds. */
    void unreachableFlag() {
        new Stoppable().start(); // want "Stoppable"
    }
}

class Pump extends Thread {
    @Override
    public void run() {
        System.out.println("pump");
    }
}

class Stoppable extends Thread {
    private volatile boolean stopped;

    @Override
    public void run() {
        while (!stopped) {
            System.out.println("still here");
        }
    }

    void finish() {
        stopped = true;
        interrupt();
    }
}

record Announcer(String text) {
    void announce() {
        new Thread(() -> System.out.println(text)).start(); // want "Thread"
    }
}

class Holder<T extends Runnable> {
    private Thread thread;

    void begin(T task) {
        thread = new Thread(task);
        thread.start(); // want "thread"
    }
}
