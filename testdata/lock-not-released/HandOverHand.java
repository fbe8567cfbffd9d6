package heldforever;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A list whose nodes are locked one after the other. */
final class HandOverHand {
    private final Node head = new Node(Integer.MIN_VALUE, null);

    boolean contains(int wanted) {
        Node current = head;
        current.lock.lock(); // ok: handed on from node to node, the last one is unlocked in the finally
        try {
            while (current.next != null && current.value < wanted) {
                Node next = current.next;
                next.lock.lock(); // ok: becomes current
                current.lock.unlock();
                current = next;
            }
            return current.value == wanted;
        } finally {
            current.lock.unlock();
        }
    }

    private static final class Node {
        private final Lock lock = new ReentrantLock();
        private final int value;
        private Node next;

        Node(int value, Node next) {
            this.value = value;
            this.next = next;
        }
    }
}

/** Begins in one method and ends in another: the protocol of a transaction. */
final class Transaction {
    private final Lock lock = new ReentrantLock();
    private int depth;

    void begin() {
        lock.lock(); // ok: end gives it back
        depth++;
    }

    void end() {
        depth--;
        lock.unlock();
    }
}
