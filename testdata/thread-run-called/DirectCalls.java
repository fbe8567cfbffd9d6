package threadruncalled;

import java.util.ArrayList;
import java.util.List;

/** A thread named in every way a call can name it. */
class DirectCalls {
    private final Thread pump = new Thread(this::work);
    private Copier copier;
    private final List<Thread> workers = new ArrayList<>();
    private final Thread[] slots = new Thread[4];

    void work() {
    }

    void local() {
        Thread worker = new Thread(this::work);
        worker.run(); // want "worker"
    }

    void inferredLocal() {
        var worker = new Thread(this::work, "worker");
        worker.run(); // want "worker"
    }

    void field() {
        pump.run(); // want "pump"
        this.pump.run(); // want "pump"
    }

    void subclassField() {
        copier = new Copier();
        copier.run(); // want "copier"
    }

    void parameter(Thread given) {
        given.run(); // want "given"
    }

    <T extends Thread> void bounded(T given) {
        given.run(); // want "given"
    }

    void fresh() {
        new Thread(this::work).run(); // want "run()"
        new Copier().run(); // want "run()"
        new Thread() {
            @Override
            public void run() {
                work();
            }
        }.run(); // want "run()"
    }

    void chained() {
        new Thread(
                this::work,
                "a name that makes the line long")
                .run(); // want "run()"
    }

    void elements() {
        workers.add(new Copier());
        workers.get(0).run(); // want "run()"
        slots[0] = new Copier();
        slots[0].run(); // want "run()"
        for (Thread worker : workers) {
            worker.run(); // want "worker"
        }
    }

    void immediateLambda() {
        workers.forEach(worker -> worker.run()); // want "worker"
        workers.forEach(Thread::run); // want "run"
    }

    void alias() {
        Thread first = pump;
        Thread second = first;
        second.run(); // want "second"
    }

    Thread make() {
        return new Copier();
    }

    void result() {
        make().run(); // want "run()"
    }

    void cast(Object task) {
        ((Thread) task).run(); // want "run()"
    }

    void pattern(Object task) {
        if (task instanceof Thread thread) {
            thread.run(); // want "thread"
        }
    }

    int inSwitch(int mode) {
        return switch (mode) {
            case 0 -> {
                pump.run(); // want "pump"
                yield 1;
            }
            default -> 0;
        };
    }

    void inTry() {
        try {
            copier.run(); // want "copier"
        } finally {
            workers.clear();
        }
    }

    void twice() {
        Thread worker = new Copier();
        worker.start();
        worker.run(); // want "worker" the body runs once more, in the caller
    }
}

/** The usual subclass. */
class Copier extends Thread {
    @Override
    public void run() {
        copy();
    }

    void copy() {
    }

    void begin() {
        run(); // want "run()" the subclass means start()
    }
}

record Slot(int number, Thread thread) {
    void go() {
        thread.run(); // want "thread"
    }

    void goByAccessor() {
        thread().run(); // want "thread"
    }
}

class Inheriting extends CopierHolder {
    void go() {
        held.run(); // want "held"
    }
}

class CopierHolder {
    protected final Copier held = new Copier();
}
