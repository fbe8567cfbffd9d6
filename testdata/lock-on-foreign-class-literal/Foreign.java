package lockonforeignclassliteral;

import java.util.List;

class Foreign {
    private static final Object ALIAS = String.class;
    private static int count;

    static {
        synchronized (String.class) { // want "String.class"
            count = 1;
        }
    }

    void library() {
        synchronized (List.class) { // want "List.class"
            count++;
        }
    }

    void primitive() {
        synchronized (int.class) { // miss "int.class" a primitive has no declaration to name
            count++;
        }
    }

    void scanned() {
        synchronized (Account.class) { // want "Account.class, the lock of the static synchronized methods"
            count++;
        }
    }

    void field() {
        synchronized (ALIAS) { // want "String.class"
            count++;
        }
    }

    void local() {
        Class<?> c = Account.class;
        synchronized (c) { // want "Account.class"
            count++;
        }
    }

    Runnable anonymous() {
        return new Runnable() {
            @Override
            public void run() {
                synchronized (Account.class) { // want "Account.class"
                    count++;
                }
                synchronized (Foreign.class) { // ok: the class around it
                    count++;
                }
            }
        };
    }

    void holder() {
        synchronized (Locks.class) { // ok: a class that is there to be locked
            count++;
        }
    }

    void unknown() {
        synchronized (Missing.class) { // ok: the class is not known
            count++;
        }
    }

    void parameter(Class<?> c) {
        synchronized (c) { // ok: which class it is, is not known
            count++;
        }
    }
}
