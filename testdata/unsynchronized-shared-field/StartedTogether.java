package sharedfield;

import java.util.ArrayList;
import java.util.List;

/** One method starts two threads and waits for neither: they overlap for certain. */
public class StartedTogether {
    private List<String> route = new ArrayList<>();
    private List<String> checked = new ArrayList<>();
    private List<String> joined = new ArrayList<>();

    public StartedTogether() {
        Thread driver = new Thread(() -> System.out.println(route.size()));
        driver.start();
        Thread planner = new Thread(this::createRoute);
        planner.start();
    }

    private void createRoute() {
        route = new ArrayList<>(); // want "route"
    }

    void locked() {
        Thread reader = new Thread(() -> {
            synchronized (this) {
                System.out.println(checked.size());
            }
        });
        reader.start();
        Thread writer = new Thread(this::createChecked);
        writer.start();
    }

    private synchronized void createChecked() {
        checked = new ArrayList<>(); // ok: one lock for both
    }

    void oneAfterTheOther() throws InterruptedException {
        Thread first = new Thread(() -> joined = new ArrayList<>()); // ok: waited for before the second starts
        first.start();
        first.join();
        Thread second = new Thread(() -> System.out.println(joined.size()));
        second.start();
    }
}
