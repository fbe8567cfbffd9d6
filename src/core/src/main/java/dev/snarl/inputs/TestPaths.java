package dev.snarl.inputs;

/** Tells test code by its path below the scanned project. */
final class TestPaths {
    /** No test code, as far as paths tell. */
    static final int NONE = 0;
    /** Test code whatever the file's package is. */
    static final int CERTAIN = Integer.MAX_VALUE;

    private TestPaths() {
    }

    /**
     * Whether a folder holds tests: {@code src/test}, {@code src/it}, {@code src/integrationTest} and the like, {@code test}, {@code tests},
     * {@code testFixtures}. Below {@code src/main} a folder is a package, and says nothing.
     *
     * @param below the folder's path below the scanned project, forward slashes, may be empty
     */
    static boolean folder(String below) {
        return mark(below) != NONE;
    }

    /**
     * What {@link #folder} says, with how sure it is: {@link #CERTAIN}, or {@link #NONE}, or, for a bare {@code test} that is no folder of {@code src},
     * how many folders up from the file it stands, the file's own folder being 1. Such a folder may turn out to be the root of the file's package.
     */
    static int mark(String below) {
        return scan(below, false);
    }

    /** In an archive a bare {@code test} may be a package, so only test folders below {@code src} count. */
    static boolean inArchive(String entryName) {
        int slash = entryName.lastIndexOf('/');
        return file(entryName.substring(slash + 1)) || slash > 0 && scan(entryName.substring(0, slash), true) != NONE;
    }

    /** True for a folder whose test mark also holds for the projects below it, such as sample projects among test resources. */
    static boolean sticky(String below) {
        return scan(below, true) != NONE;
    }

    /** Whether the name alone says it. {@code Test.java} is a name as any other: it does not say what it is a test of. */
    static boolean file(String name) {
        return name.endsWith("Test.java") && !name.equals("Test.java") || name.endsWith("Tests.java") || name.endsWith("IT.java") || name.endsWith("TestCase.java");
    }

    private static int scan(String below, boolean onlyBelowSrc) {
        boolean afterSrc = false;
        String[] segments = below.split("/");
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (afterSrc) {
                if (segment.equals("main")) return NONE;
                if (segment.equals("test") || segment.equals("tests") || segment.equals("it") || segment.equals("testFixtures")
                        || segment.endsWith("Test")) return CERTAIN;
            } else if (!onlyBelowSrc && (segment.equals("test") || segment.equals("tests") || segment.equals("testFixtures"))) {
                return segments.length - i;
            }
            afterSrc = segment.equals("src");
        }
        return NONE;
    }
}
