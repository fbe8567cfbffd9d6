package dev.snarl.knowledge;

import java.util.List;
import java.util.Map;

/**
 * A method or constructor that plays a role. It speaks of the methods of all subtypes of {@code type} too.
 *
 * @param role       the role
 * @param type       the qualified name of the declaring or inheriting type, nested types with a dot; {@value #ANY} if any type may declare it
 * @param name       the method's name, {@code <init>} for constructors
 * @param params     the erased parameter types, {@value #ANY} for any one type, the last with {@code ...} where it is variable;
 *                   null if the line speaks of every overload
 * @param attributes the attributes in the order written
 * @param origin     the file and line that says so
 */
public record MethodFact(Role role, String type, String name, List<String> params, Map<String, String> attributes, String origin) implements Line {
    /** The word that stands for any one type. */
    public static final String ANY = "_";

    /** Whether a method of any type at all is meant, as with {@code readObject}. */
    public boolean anyType() {
        return type.equals(ANY);
    }

    /** Whether the last parameter takes any number of arguments. */
    public boolean variable() {
        return params != null && !params.isEmpty() && params.get(params.size() - 1).endsWith("...");
    }

    /** Whether a call with this many arguments can be meant. */
    public boolean acceptsArity(int arguments) {
        if (params == null) {
            return true;
        }
        return variable() ? arguments >= params.size() - 1 : arguments == params.size();
    }

    /** Whether a method with these erased parameter types is meant; a null or {@value #ANY} element stands for a type that is not known, and fits. */
    public boolean accepts(List<String> parameterTypes) {
        if (params == null) {
            return true;
        }
        if (params.size() != parameterTypes.size()) {
            return false;
        }
        for (int i = 0; i < params.size(); i++) {
            String mine = params.get(i);
            String theirs = parameterTypes.get(i);
            if (theirs != null && !mine.equals(ANY) && !theirs.equals(ANY) && !asArray(mine).equals(asArray(theirs))) {
                return false;
            }
        }
        return true;
    }

    private static String asArray(String type) {
        return type.endsWith("...") ? type.substring(0, type.length() - 3) + "[]" : type;
    }

    @Override
    public String signature() {
        return type + '#' + name + '(' + (params == null ? "*" : String.join(",", params)) + ')';
    }
}
