package dev.snarl.facts;

import java.util.List;

/**
 * A lambda expression of a body. A method reference is a {@link Value.MethodRef}, not a lambda.
 *
 * @param params  its parameters, as indices of the body's locals
 * @param body    its code; an expression lambda is a {@link Node.Return} of the value
 * @param outer   the index of the lambda that it stands in, or -1
 * @param casts   the types it is cast to where it stands ({@code (Runnable & Serializable) () -> ..}), else empty
 * @param arrow   the region of parameters and arrow: where a finding about the lambda itself points
 */
public record LambdaFacts(List<Integer> params, Node body, int outer, List<TypeRef> casts, Span span, Span arrow) {
    public LambdaFacts {
        params = List.copyOf(params);
        casts = List.copyOf(casts);
    }
}
