package dev.snarl.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes a file whole or not at all: into a file beside it first, which then takes its name. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes {@code bytes} to {@code file}, making its folders where they are missing. A symbolic link keeps pointing to its target, which is
     * replaced; a device or pipe is written to directly. An existing file keeps its permissions.
     *
     * @throws UnwritableException when that fails; the old file is then untouched and nothing half-written is left
     */
    public static void write(Path file, byte[] bytes) throws UnwritableException {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.isDirectory(target)) throw new UnwritableException(file, "it is a folder", null);
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.write(target, bytes);
                return;
            }
            if (Files.exists(target) && !Files.isWritable(target)) throw new UnwritableException(file, "permission denied", null);
            Files.createDirectories(target.getParent());
            replace(target, bytes);
        } catch (UnwritableException e) {
            throw e;
        } catch (IOException e) {
            throw new UnwritableException(file, reason(e), e);
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
        try {
            try (FileChannel out = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) out.write(rest);
                // Without this a crash of the machine may leave the new name with no content.
                out.force(true);
            }
            keepPermissions(target, beside);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) return "permission denied";
        if (e instanceof FileAlreadyExistsException f) return f.getFile() + " is a file, not a folder";
        if (e instanceof NoSuchFileException) return "no such folder";
        if (e instanceof FileSystemException f && f.getReason() != null) return f.getReason();
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
