package dev.snarl.engine;

/** The source root of a file: what its package's folders are below. Types of one name in two roots are two types. */
final class SourceRoots {
    private SourceRoots() {}

    /**
     * The folder of the file without the folders of its package where they are the same, else the folder itself: so a file of the default package,
     * or one that lies in the wrong folder, belongs to its folder. In an archive the root begins with the archive's path.
     *
     * @param path        the display path
     * @param packageName empty for the default package
     */
    static String of(String path, String packageName) {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        if (packageName.isEmpty()) return folder;
        String below = packageName.replace('.', '/');
        if (folder.equals(below)) return "";
        if (!folder.endsWith("/" + below)) return folder;
        return folder.substring(0, folder.length() - below.length() - 1);
    }
}
