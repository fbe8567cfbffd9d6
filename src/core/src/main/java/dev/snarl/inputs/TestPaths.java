package dev.snarl.inputs;

/** Tells test code by its path below the scanned project. */
final class TestPaths {
    private TestPaths() {
    }

    /**
     * Whether a folder holds tests: {@code src/test}, {@code src/it}, {@code src/integrationTest} and the like, {@code test}, {@code tests},
     * {@code testFixtures}. Below {@code src/main} a folder is a package, and says nothing.
     *
     * @param below the folder's path below the scanned project, forward slashes, may be empty
     */
    static boolean folder(String below) {
        return scan(below, false);
    }

    /** In an archive a bare {@code test} may be a package, so only test folders below {@code src} count. */
    static boolean inArchive(String entryName) {
        int slash = entryName.lastIndexOf('/');
        return file(entryName.substring(slash + 1)) || slash > 0 && scan(entryName.substring(0, slash), true);
    }

    /** True for a folder whose test mark also holds for the projects below it, such as sample projects among test resources. */
    static boolean sticky(String below) {
        return scan(below, true);
    }

    /** Whether the name alone says it. {@code Test.java} is a name as any other: it does not say what it is a test of. */
    static boolean file(String name) {
        return name.endsWith("Test.java") && !name.equals("Test.java") || name.endsWith("Tests.java") || name.endsWith("IT.java") || name.endsWith("TestCase.java");
    }

    private static boolean scan(String below, boolean onlyBelowSrc) {
        boolean afterSrc = false;
        for (String segment : below.split("/")) {
            if (afterSrc) {
                if (segment.equals("main")) return false;
                if (segment.equals("test") || segment.equals("tests") || segment.equals("it") || segment.equals("testFixtures")
                        || segment.endsWith("Test")) return true;
            } else if (!onlyBelowSrc && (segment.equals("test") || segment.equals("tests") || segment.equals("testFixtures"))) {
                return true;
            }
            afterSrc = segment.equals("src");
        }
        return false;
    }
}
