package dev.snarl.facts;

import java.util.List;

/**
 * All that is kept of one file: a pure function of its bytes and of the extractor. It knows no path, root, role, class path or configuration.
 * Bodies are held in their compact form and decoded when asked for, so that memory grows with signatures.
 *
 * @param packageName   empty for the default package
 * @param languageLevel the Java level that the file was parsed at ("25", or an older one where a newer keyword is a name)
 * @param notices       what is wrong with the text (path empty; filled in by whoever knows it)
 * @param bodies        one encoded {@link Body} for each {@link MethodFacts#body()} index; see {@link BodyCodec}
 */
public record FileFacts(String packageName, List<ImportFacts> imports, List<TypeFacts> types, List<CommentMark> marks, int lines,
                        String languageLevel, List<Notice> notices, List<byte[]> bodies) {
    /** Decodes a body; a new object at every call. */
    public Body body(int index) {
        return BodyCodec.decode(bodies.get(index));
    }
}
