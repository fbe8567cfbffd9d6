package dev.snarl.inputs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip of sources, opened at the first read and shared by all readers. Names of entries are only names: nothing is ever written. */
final class Archive {
    private final Path path;
    private ZipFile zip;

    Archive(Path path) {
        this.path = path;
    }

    /** One file in an archive. */
    record Entry(Archive archive, String name, long size) implements SourceFile.Content {
        @Override
        public byte[] read() throws IOException {
            return archive.read(name);
        }
    }

    /**
     * All files, sorted by name. A name that occurs twice is listed once, as the archive answers for it.
     *
     * @throws IOException when this is no readable zip
     */
    SortedMap<String, Entry> entries() throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (Enumeration<? extends ZipEntry> all = zip().entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory()) entries.putIfAbsent(entry.getName(), new Entry(this, entry.getName(), Math.max(0, entry.getSize())));
        }
        return entries;
    }

    synchronized void close() throws IOException {
        if (zip != null) zip.close();
        zip = null;
    }

    private byte[] read(String name) throws IOException {
        ZipFile file = zip();
        ZipEntry entry = file.getEntry(name);
        if (entry == null) throw new ZipException("no entry " + name);
        try (InputStream in = file.getInputStream(entry)) {
            // The declared size may lie, so what is really inflated is bounded too.
            byte[] bytes = in.readNBytes((int) SourceFile.MAX_BYTES + 1);
            if (bytes.length > SourceFile.MAX_BYTES) throw new ZipException("larger than " + (SourceFile.MAX_BYTES >> 20) + " MiB");
            if (entry.getSize() >= 0 && entry.getSize() != bytes.length) throw new EOFException("damaged: the entry is not as long as it says");
            return bytes;
        } catch (IllegalArgumentException | IllegalStateException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    private synchronized ZipFile zip() throws IOException {
        if (zip == null) {
            try {
                zip = new ZipFile(path.toFile());
            } catch (ZipException malformed) {
                // Old tools wrote names in a local charset; a truly damaged file fails again, and that is the error to tell.
                zip = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
            } catch (IllegalArgumentException malformed) {
                throw new ZipException(malformed.getMessage());
            }
        }
        return zip;
    }
}
