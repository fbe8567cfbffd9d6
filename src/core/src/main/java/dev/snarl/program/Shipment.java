package dev.snarl.program;

import dev.snarl.knowledge.MethodFact;

/**
 * An object is handed to a call that writes it, or to a scanned method that hands its parameter on to such a call.
 *
 * @param method the code that hands it over
 * @param event  the call or creation
 * @param arg    the argument's number
 * @param fact   what knowledge says of the call that writes it
 * @param inner  where the called method hands it on, or null
 */
public record Shipment(Method method, int event, int arg, MethodFact fact, Shipment inner) {
    public Carrier carrier() {
        String how = fact.attribute("closure", "");
        if (how.equals("java")) return Carrier.JAVA;
        return how.equals("java,compact") ? Carrier.COMPACT : Carrier.LAMBDAS;
    }

    /** The engine's name in the knowledge files: {@code java}, {@code spark}. */
    public String engine() {
        return fact.attribute("engine", "java");
    }

    /** The number of methods that hand the object on. */
    int depth() {
        return inner == null ? 0 : inner.depth() + 1;
    }
}
