package dev.snarl.program;

import java.util.List;
import java.util.Map;

/**
 * The objects that a running method can name, as entities: {@link #OWN} for one that only this thread can know, null for one of which nothing is known.
 *
 * @param self    the entity of this
 * @param params  of the parameters
 * @param fields  of fields of this, where a constructor's arguments tell
 * @param host    the body is the one that hands over the task: its locals are entities
 * @param taskLambda the lambda that is the task, or -1: what is created in it is its own
 */
record Frame(Method method, String self, List<String> params, Map<Field, String> fields, boolean host, int taskLambda) {
    static final String OWN = "own";
}
