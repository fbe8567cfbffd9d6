package mixedguard;

import java.util.List;

/** Uses the guards of Inherited.java, or does not. */
final class OtherFile extends Inherited<String> {
    String describe() {
        lock.lock();
        try {
            return current + changes;
        } finally {
            lock.unlock();
        }
    }

    boolean isChanged() {
        return changes > 0; // want "changes"
    }

    void replace(String text) {
        current = text; // want "current"
    }

    static int sum(List<Cell> cells) {
        int sum = 0;
        for (Cell cell : cells) {
            synchronized (cell.guard) {
                sum += cell.value; // ok: this cell's own guard
            }
        }
        return sum;
    }

    static int peek(Cell cell) {
        return cell.value; // want "value"
    }

    static Cell filled(int n) {
        Cell cell = new Cell();
        cell.value = n; // ok: fresh, nobody else has it
        return cell;
    }
}
