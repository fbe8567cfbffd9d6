package uithreadblocking;

import java.awt.Graphics;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;

class Panels {
    private Future<String> answer;

    void lambda(JButton b) {
        b.addActionListener(e -> nap()); // want "nap() sleeps in Panels.nap on the thread of the user interface"
    }

    void direct(JButton b, Future<String> f) {
        b.addActionListener(e -> {
            try {
                b.setText(f.get()); // want "f.get() waits for the result of a task on the thread"
            } catch (Exception x) {
                b.setText("failed");
            }
        });
    }

    void anonymous(JButton b, Thread t) {
        b.addActionListener(new ActionListener() {
            @Override
            public void actionPerformed(ActionEvent e) {
                try {
                    t.join(); // want "t.join() waits for a thread to end"
                } catch (InterruptedException x) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    void reference(JButton b) {
        b.addActionListener(this::clicked);
    }

    private void clicked(ActionEvent e) {
        nap(); // want "sleeps in Panels.nap"
    }

    void later() {
        SwingUtilities.invokeLater(() -> nap()); // want "sleeps in Panels.nap"
    }

    void laterInListener(JButton b) {
        b.addActionListener(e -> SwingUtilities.invokeLater(() -> {
            nap(); // want "sleeps in Panels.nap"
        }));
    }

    static void nap() {
        try {
            Thread.sleep(1000); // ok: told where the toolkit calls
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void viaMethod(JButton b) {
        b.addActionListener(e -> load()); // want "waits for another process in Panels.run"
    }

    private void load() {
        try {
            run(new ProcessBuilder("ls").start());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Process p) throws InterruptedException {
        p.waitFor(); // ok: told where the toolkit calls
    }
}

class Pressed extends MouseAdapter {
    @Override
    public void mousePressed(MouseEvent e) {
        Panels.nap(); // want "sleeps in Panels.nap"
    }

    void notCalled() {
        Panels.nap(); // ok: nobody says that the toolkit calls it
    }
}

class Save extends AbstractAction {
    @Override
    public void actionPerformed(ActionEvent e) {
        Panels.nap(); // want "sleeps in Panels.nap"
    }
}

class Canvas extends JComponent {
    @Override
    protected void paintComponent(Graphics g) {
        Panels.nap(); // want "sleeps in Panels.nap"
    }
}

@interface UiThread {
}

@interface WorkerThread {
}

class Annotated {
    @UiThread
    void show() {
        Panels.nap(); // want "sleeps in Panels.nap"
    }

    @WorkerThread
    void load() {
        Panels.nap(); // ok: a thread of its own
    }
}

class Loader extends SwingWorker<String, Integer> {
    @Override
    protected String doInBackground() {
        Panels.nap(); // ok: the worker's thread
        return "x";
    }

    @Override
    protected void done() {
        try {
            System.out.println(get()); // ok: it is done
        } catch (Exception e) {
            Panels.nap(); // want "sleeps in Panels.nap"
        }
    }
}

class Harmless {
    void handsOver(JButton b, ExecutorService pool) {
        b.addActionListener(e -> pool.execute(() -> Panels.nap())); // ok: another thread waits
    }

    void starts(JButton b) {
        b.addActionListener(e -> new Loader().execute()); // ok: a worker
    }

    void shortTime(JButton b, Future<String> f) {
        b.addActionListener(e -> {
            try {
                f.get(1, TimeUnit.SECONDS); // ok: a short time
                Thread.sleep(10); // ok: a short time
            } catch (Exception x) {
                b.setText("failed");
            }
        });
    }

    void asks(JButton b) {
        b.addActionListener(e -> careful());
    }

    private void careful() {
        if (SwingUtilities.isEventDispatchThread()) return;
        Panels.nap(); // ok: asks which thread it is in
    }

    private boolean ready;

    void waits(JButton b) {
        b.addActionListener(e -> {
            synchronized (this) {
                try {
                    while (!ready) wait(); // miss "waits"
                } catch (InterruptedException x) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    void file(JButton b, java.nio.file.Path p) {
        b.addActionListener(e -> {
            try {
                b.setText(java.nio.file.Files.readString(p)); // ok: files are not judged
            } catch (java.io.IOException x) {
                b.setText("failed");
            }
        });
    }

    interface Wait {
        void go();
    }

    void either(JButton b, Wait w) {
        b.addActionListener(e -> w.go()); // miss "sleeps"
    }

    static class LongWait implements Wait {
        public void go() {
            Panels.nap();
        }
    }

    static class NoWait implements Wait {
        public void go() {
        }
    }
}
