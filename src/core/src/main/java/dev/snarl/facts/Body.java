package dev.snarl.facts;

import java.util.List;

/**
 * The code of a method, lowered to a small tree without types. Parameters are the first locals, in order.
 * {@code events} is the number of event ids; every id from 0 to {@code events - 1} is used once, in evaluation order within a straight line.
 */
public record Body(List<LocalFacts> locals, List<LambdaFacts> lambdas, Node root, int events) {
    public Body {
        locals = List.copyOf(locals);
        lambdas = List.copyOf(lambdas);
    }
}
