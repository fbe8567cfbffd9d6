package confined;

import androidx.annotation.AnyThread;
import androidx.annotation.MainThread;
import androidx.annotation.UiThread;
import androidx.annotation.WorkerThread;
import com.facebook.infer.annotation.ThreadConfined;
import com.intellij.util.concurrency.annotations.RequiresBackgroundThread;
import com.intellij.util.concurrency.annotations.RequiresEdt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.Timer;
import java.util.TimerTask;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;

@UiThread
class View {
    void draw() {
    }

    @AnyThread
    void postDraw() {
    }

    @Override
    public String toString() {
        return "view"; // ok: of every object
    }
}

class Screen {
    private final View view = new View();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Executor somewhere;

    Screen(Executor somewhere) {
        this.somewhere = somewhere;
    }

    @MainThread
    void refresh() {
        view.draw(); // ok: both on the thread of the user interface
    }

    @WorkerThread
    void load() {
        view.draw(); // want "View.draw is for the thread of the user interface (@UiThread)"
        view.postDraw(); // ok: any thread
        view.toString(); // ok: of every object
    }

    @AnyThread
    void anywhere() {
        refresh(); // want "is called in any thread"
    }

    @UiThread
    void clicked() {
        load(); // want "it may block"
        new Thread(() -> load()).start(); // ok: another thread
        new Thread(() -> refresh()).start(); // want "Screen.refresh is for"
        pool.execute(() -> refresh()); // want "Screen.refresh is for"
        pool.submit(this::refresh); // want "Screen.refresh is for"
        pool.submit(view::draw); // want "View.draw is for"
        CompletableFuture.runAsync(() -> view.draw()); // want "View.draw is for"
        somewhere.execute(() -> refresh()); // ok: nobody knows which thread it is
    }

    void task() {
        pool.execute(() -> SwingUtilities.invokeLater(() -> refresh())); // ok: posted to the thread of the user interface
        pool.execute(this::step); // ok: what is wrong is told where it is called
    }

    private void step() {
        deeper();
    }

    private void deeper() {
        view.draw(); // want "View.draw is for"
    }

    void unknown() {
        view.draw(); // ok: nobody knows who calls
    }

    void careful() {
        new Thread(() -> {
            if (SwingUtilities.isEventDispatchThread()) {
                refresh(); // ok: it asks which thread it is
            }
        }).start();
    }

    @WorkerThread
    @SuppressWarnings("WrongThread")
    void accepted() {
        refresh(); // ok: the author says so
    }

    @ThreadConfined(ThreadConfined.UI)
    void facebook() {
    }

    @ThreadConfined("network")
    void network() {
    }

    void named() {
        new Thread(this::facebook).start(); // want "Screen.facebook is for"
        new Thread(this::network).start(); // ok: it may be that very thread
    }
}

class Swing {
    @RequiresEdt
    void paint() {
    }

    @RequiresBackgroundThread
    void index() {
    }

    public static void main(String[] args) {
        Swing s = new Swing();
        s.paint(); // want "the thread that starts the program"
        SwingUtilities.invokeLater(() -> s.paint()); // ok: posted
        SwingUtilities.invokeLater(() -> s.index()); // want "it may block"
    }

    void timed() {
        new Timer().schedule(new TimerTask() {
            @Override
            public void run() {
                paint(); // want "Swing.paint is for"
            }
        }, 10);
    }

    class Job extends SwingWorker<String, Void> {
        @Override
        protected String doInBackground() {
            paint(); // want "Swing.paint is for"
            return "";
        }
    }
}

interface Listener {
    @MainThread
    void changed();
}

class Impl implements Listener {
    @Override
    public void changed() {
    }
}

class Source extends Thread {
    private final Listener listener;

    Source(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void run() {
        listener.changed(); // want "Impl.changed is for"
    }
}
