package dev.snarl.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A pack on its way: a file of its own beside the pack that it will replace. Not for several threads at once. */
final class PackWriter {
    private static final String SUFFIX = ".tmp";
    private static final int BUFFER = 1 << 20;
    /** A file that no run has touched for so long was left behind by one that was killed. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path target;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    /** What is in the file; the buffer follows. */
    private long written;

    private PackWriter(Path target, Path file, FileChannel channel) {
        this.target = target;
        this.file = file;
        this.channel = channel;
    }

    /** Starts a pack that will stand at {@code target}, whose directory exists. */
    static PackWriter beside(Path target) throws IOException {
        deleteLeftBehind(target);
        Path file = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        PackWriter writer = new PackWriter(target, file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        writer.buffer.put(PackReader.MAGIC);
        return writer;
    }

    private static void deleteLeftBehind(Path target) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target.toAbsolutePath().getParent(), target.getFileName() + ".*" + SUFFIX)) {
            for (Path each : files) {
                try {
                    if (Files.getLastModifiedTime(each).compareTo(old) < 0) Files.deleteIfExists(each);
                } catch (IOException e) {
                    // Another run deletes it at this moment, or it is not ours to delete: it does no harm.
                }
            }
        }
    }

    long size() {
        return written + buffer.position();
    }

    PackEntry add(ContentHash key, byte[] content) throws IOException {
        PackEntry entry = new PackEntry(key, size(), content.length, PackEntry.checksum(key, content), 0);
        if (content.length > buffer.remaining()) flush();
        if (content.length > buffer.remaining()) writeAll(ByteBuffer.wrap(content));
        else buffer.put(content);
        return entry;
    }

    /** The content of an entry that {@link #add} gave, or null where the file no longer holds it. */
    byte[] content(PackEntry entry) throws IOException {
        if (entry.offset + entry.length > written) flush();
        return PackReader.content(channel, entry);
    }

    private void flush() throws IOException {
        buffer.flip();
        try {
            writeAll(buffer);
        } finally {
            buffer.clear();
        }
    }

    private void writeAll(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) written += channel.write(from, written);
    }

    /**
     * Takes over {@code entries} of another pack as they are; sorted by offset, neighbours go in one piece. Adds them with their new places to
     * {@code index}. Where the other pack cannot be read (any more) the rest of it is left out.
     */
    void copy(PackReader from, List<PackEntry> entries, List<Integer> ages, Collection<PackEntry> index) throws IOException {
        flush();
        List<PackEntry> run = new ArrayList<>();
        for (int i = 0; i < entries.size(); ) {
            run.clear();
            long start = entries.get(i).offset;
            long end = start;
            while (i < entries.size() && entries.get(i).offset == end) {
                PackEntry entry = entries.get(i);
                run.add(entry.at(written + end - start, ages.get(i)));
                end += entry.length;
                i++;
            }
            if (!copy(from.channel(), start, end)) return;
            index.addAll(run);
        }
    }

    /** Half a piece does no harm: no entry leads to it. */
    private boolean copy(FileChannel from, long start, long end) {
        try {
            channel.position(written);
            for (long at = start; at < end; ) {
                long moved = from.transferTo(at, end - at, channel);
                if (moved <= 0) return false;
                at += moved;
                written += moved;
            }
            return true;
        } catch (IOException e) {
            // If it is this file that fails, then so does what follows, and that is told.
            return false;
        }
    }

    /** Writes the index and puts the pack in its place, all at once for whoever opens it. On failure nothing is left. */
    void finish(Collection<PackEntry> entries) throws IOException {
        try {
            flush();
            ByteBuffer index = ByteBuffer.allocate(Math.multiplyExact(entries.size(), PackEntry.BYTES));
            for (PackEntry entry : entries) entry.write(index);
            index.flip();
            long indexOffset = written;
            int checksum = PackReader.indexChecksum(index, indexOffset, entries.size());
            writeAll(index);
            writeAll(ByteBuffer.allocate(PackReader.FOOTER_BYTES).putLong(indexOffset).putInt(entries.size()).putInt(checksum).put(PackReader.MAGIC).flip());
            channel.close();
            try {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException e) {
            abandon();
            throw e;
        }
    }

    /** Leaves the old pack as it is. */
    void abandon() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next run that writes takes it away.
        }
    }
}
