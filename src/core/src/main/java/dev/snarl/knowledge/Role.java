package dev.snarl.knowledge;

import static dev.snarl.knowledge.Role.Kind.ANNOTATION;
import static dev.snarl.knowledge.Role.Kind.METHOD;
import static dev.snarl.knowledge.Role.Kind.TYPE;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A part that a method, a type or an annotation can play where threads meet. Each role is one knowledge file, named after the constant
 * ({@link #TRY_ACQUIRE} is {@code try-acquire.txt}).
 */
public enum Role {
    /** Takes a lock and returns only when it is held. */
    ACQUIRE(METHOD),
    /** Takes a lock only if it is free, or becomes free in time; the result says whether. */
    TRY_ACQUIRE(METHOD),
    /** Gives a lock back. */
    RELEASE(METHOD),
    /** Returns a view of a lock: the read or write side, or a condition of it. */
    VIEW(METHOD),
    /** Says whether the current thread holds a lock. */
    HOLDS(METHOD),
    /** Waits for a condition, giving its lock back meanwhile. */
    AWAIT(METHOD),
    /** Wakes threads that wait for a condition. */
    SIGNAL(METHOD),
    /** Counts down what other threads wait for: a latch, a phaser. */
    COUNT_DOWN(METHOD),
    /** Says in its result alone whether what it was called for has happened. */
    STATUS(METHOD),
    /** Asks whether a lock is taken, or waited for: true at that moment only. */
    LOCK_STATE(METHOD),
    /** Blocks the calling thread until something elsewhere happens. */
    BLOCK(METHOD),
    /** Opens the output of a child process for reading. */
    PROCESS_INPUT(METHOD),
    /** Starts a thread that runs a task. */
    START(METHOD),
    /** Hands a task to a thread that is not, or need not be, the calling one. */
    SUBMIT(METHOD),
    /** Creates a thread without starting it. */
    THREAD_CONSTRUCTOR(METHOD),
    /** Creates an executor, a pool or a timer. */
    POOL(METHOD),
    /** Ends an executor, a pool or a timer, or arranges that it ends. */
    POOL_END(METHOD),
    /** Runs its functional arguments in the calling thread before it returns. */
    IMMEDIATE(METHOD),
    /** Keeps its functional arguments for later, or for another thread. */
    DEFERRED(METHOD),
    /** Opens a resource or registers something: done twice, it is there twice. */
    ONCE(METHOD),
    /** Makes a computation run on several threads at once. */
    PARALLEL(METHOD),
    /** The methods of the type may be called by several threads without a lock. */
    THREAD_SAFE(TYPE),
    /** The instances of the type never change. */
    IMMUTABLE(TYPE),
    /** The instances of the type, or of its subtypes, may change. */
    MUTABLE(TYPE),
    /** Changes the collection, array or buffer that it is called on. */
    CHANGE(METHOD),
    /** How much an annotation of that qualified name promises about the type, where its simple name does not say it. */
    CONTRACT_ANNOTATION(TYPE),
    /** A formatter that keeps state between the steps of one call. */
    THREAD_UNSAFE_FORMAT(TYPE),
    /** A collection or buffer that needs a lock when threads share it. */
    THREAD_UNSAFE_COLLECTION(TYPE),
    /** Returns a view of a collection: what is done to the one is done to the other, but they are two monitors. */
    COLLECTION_VIEW(METHOD),
    /** Runs before an object is shared, or after it is not any more. */
    LIFECYCLE(METHOD, ANNOTATION),
    /** One instance serves many threads. */
    SINGLETON(TYPE, ANNOTATION),
    /** Each thread, request or session has an instance of its own, or the annotation names another scope. */
    SCOPED(ANNOTATION),
    /** A framework calls the method on a thread of its own. */
    ENTRY(METHOD, ANNOTATION),
    /** The author says that the type is safe to share. */
    DECLARED_SAFE(ANNOTATION),
    /** The author says that the type is not safe to share. */
    DECLARED_UNSAFE(ANNOTATION),
    /** The author says that one thread alone uses this. */
    CONFINED(ANNOTATION),
    /** The author names the lock that guards this. */
    GUARDED_BY(ANNOTATION),
    /** The member is wider than it needs to be, for tests. */
    TEST_VISIBILITY(ANNOTATION),
    /** A test, or code that belongs to one. */
    TEST(TYPE, ANNOTATION),
    /** The author says that the type is immutable. */
    IMMUTABLE_ANNOTATION(ANNOTATION),
    /** The method body runs under a lock that generated code takes. */
    SYNCHRONIZED_ANNOTATION(ANNOTATION),
    /** Serializes a task or an object, mostly to run or read it in another process. */
    SHIP(METHOD),
    /** Restores the interrupt flag, or waits in a way that keeps it. */
    RESTORES_INTERRUPT(METHOD),
    /** Supertypes of library types that a scan without class path cannot see. */
    HIERARCHY(TYPE),
    /** Never throws in practice. */
    NO_THROW(METHOD),
    /** Gives an object that any other code of the virtual machine may be given too. */
    SHARED_INSTANCE(METHOD),
    /** The objects of the type, or those that the method gives, have no identity to rely on. */
    VALUE_BASED(TYPE, METHOD),
    /** The type has means of its own to order threads; its monitor is none of them. */
    SYNCHRONIZER(TYPE);

    /** What a line of a knowledge file can be about. */
    public enum Kind {
        METHOD("a method: package.Type#name(types)"), TYPE("a type: package.Type, or package.*"), ANNOTATION("an annotation: @Name");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        String form() {
            return form;
        }
    }

    private static final List<Role> ALL = List.of(values());

    private final Set<Kind> kinds;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Role(Kind first, Kind... others) {
        this.kinds = EnumSet.of(first, others);
    }

    /** The role's name as users write it, {@code try-acquire}; with {@code .txt} it is the name of the knowledge file. */
    public String word() {
        return word;
    }

    /** Whether lines of this kind may stand in the role's file. */
    public boolean accepts(Kind kind) {
        return kinds.contains(kind);
    }

    /** The role with this {@link #word()}, empty if there is none. */
    public static Optional<Role> of(String word) {
        return ALL.stream().filter(role -> role.word.equals(word)).findFirst();
    }
}
