package dev.snarl.cache;

import dev.snarl.facts.CorruptFactsException;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.FileFactsCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The facts of files by their content, and other results by a key, kept between runs in one file of a directory.
 *
 * <p>It gives back what was put in, or nothing: a damaged, foreign or older file is as good as none. What another extractor version, or
 * another format, has written is never found. Nothing here throws because of the disk; {@link #problem()} tells what went wrong.
 * Safe for use by several threads, and by several processes on one directory: each sees the pack as it was when it opened it, and the last to
 * close leaves its own, with what the others had put in before.
 */
public final class FactsCache implements AutoCloseable {
    static final String PACK = "facts-v1.pack";
    static final long MAX_BYTES = 512L << 20;
    static final int MAX_AGE = 10;

    private final Path directory;
    /** What sets the keys of this version and kind apart from all others. */
    private final ContentHash factsSalt, blobSalt;
    private final long maxBytes;
    private final int maxAge;
    private final PackReader old;
    /** Guards {@code writer}, {@code closed} and all writing. */
    private final Object lock = new Object();
    private final Map<ContentHash, PackEntry> added = new ConcurrentHashMap<>();
    private volatile String problem;
    private PackWriter writer;
    private volatile boolean closed;
    private boolean full;

    private FactsCache(Path directory, String version, long maxBytes, int maxAge, PackReader old, String problem) {
        this.directory = directory;
        this.factsSalt = salt("facts", version);
        this.blobSalt = salt("blob", version);
        this.maxBytes = maxBytes;
        this.maxAge = maxAge;
        this.old = old;
        this.problem = problem;
        this.closed = directory == null;
    }

    /** A cache that holds nothing and keeps nothing. */
    public static FactsCache none() {
        return new FactsCache(null, "", 0, 0, null, null);
    }

    /**
     * The cache in {@code directory}, which is made (with a .gitignore for all that is in it) when something is first put.
     *
     * @param extractorVersion changes whenever equal bytes may give other facts
     */
    public static FactsCache open(Path directory, String extractorVersion) {
        return open(directory, extractorVersion, MAX_BYTES, MAX_AGE);
    }

    /**
     * @param maxBytes about how large the pack may grow; what was used longest ago gives way
     * @param maxAge   a record goes when so many packs were written since it was used
     */
    static FactsCache open(Path directory, String extractorVersion, long maxBytes, int maxAge) {
        PackReader pack = null;
        String problem = null;
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return new FactsCache(null, extractorVersion, 0, 0, null, "The cache " + directory + " is not a directory; nothing is kept there.");
        }
        try {
            pack = PackReader.open(directory.resolve(PACK));
        } catch (NoSuchFileException e) {
            // The first run.
        } catch (IOException e) {
            problem = "The cache in " + directory + " cannot be read: " + reason(e);
        }
        return new FactsCache(directory, extractorVersion, maxBytes, maxAge, pack, problem);
    }

    /** The facts of the file with this content, if they are known. Each call decodes them anew. */
    public Optional<FileFacts> get(ContentHash content) {
        if (directory == null) return Optional.empty();
        ContentHash key = key(content);
        byte[] bytes = find(key);
        if (bytes == null) return Optional.empty();
        try {
            return Optional.of(FileFactsCodec.decode(bytes));
        } catch (CorruptFactsException e) {
            PackEntry entry = old == null ? null : old.find(key);
            if (entry != null) entry.broken = true;
            return Optional.empty();
        }
    }

    /** Keeps the facts of a file; does nothing after {@link #close()}. */
    public void put(ContentHash content, FileFacts facts) {
        if (closed) return;
        ContentHash key = key(content);
        if (!added.containsKey(key)) add(key, FileFactsCodec.encode(facts));
    }

    /** Bytes kept by another key, if there are any. The array is the caller's. */
    public Optional<byte[]> blob(String key) {
        return Optional.ofNullable(find(key(key)));
    }

    /** Keeps some bytes in place of those with an equal key; does nothing after {@link #close()}. */
    public void putBlob(String key, byte[] content) {
        if (!closed) add(key(key), content);
    }

    /** What kept the cache from being read or written, in one line for the user; empty when all is well. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private static ContentHash salt(String kind, String version) {
        return ContentHash.of((kind + "\0" + FileFactsCodec.FORMAT + "\0" + version).getBytes(StandardCharsets.UTF_8));
    }

    private ContentHash key(ContentHash content) {
        return factsSalt.xor(content);
    }

    private ContentHash key(String name) {
        return blobSalt.xor(ContentHash.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] find(ContentHash key) {
        PackEntry own = added.get(key);
        if (own != null) return findAdded(own);
        PackEntry entry = old == null ? null : old.find(key);
        if (entry == null || entry.broken) return null;
        byte[] content = null;
        try {
            content = old.content(entry);
            if (content == null) entry.broken = true;
            else entry.used = true;
        } catch (IOException e) {
            // Closed, cut off or unreadable: a miss, as if it had never been kept.
        }
        return content;
    }

    private byte[] findAdded(PackEntry entry) {
        synchronized (lock) {
            if (writer == null || closed) return null;
            try {
                return writer.content(entry);
            } catch (IOException e) {
                giveUp(e);
                return null;
            }
        }
    }

    private void add(ContentHash key, byte[] content) {
        synchronized (lock) {
            if (closed) return;
            try {
                if (writer == null) writer = start();
                if (writer.size() + content.length > maxBytes) {
                    if (!full && problem == null) problem = "The cache in " + directory + " is full; a part of this run's facts is not kept.";
                    full = true;
                    return;
                }
                added.put(key, writer.add(key, content));
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }

    private PackWriter start() throws IOException {
        boolean fresh = !Files.isDirectory(directory);
        if (fresh) {
            Files.createDirectories(directory);
        } else {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                fresh = !files.iterator().hasNext();
            }
        }
        if (fresh) Files.writeString(directory.resolve(".gitignore"), "*\n");
        return PackWriter.beside(directory.resolve(PACK));
    }

    /** Ends all writing of this run; what was read before stays readable. */
    private void giveUp(IOException e) {
        if (problem == null) problem = "The cache in " + directory + " cannot be written: " + reason(e);
        if (writer != null) writer.abandon();
        writer = null;
        added.clear();
        closed = true;
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])|Exception$", " ").strip().toLowerCase(java.util.Locale.ROOT);
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return (said == null ? kind.isEmpty() ? "input or output failed" : kind : said).replaceAll("\\R", " ") + ".";
    }

    /** Writes what was put, with what is still worth keeping of earlier runs. Where nothing was put the disk is not touched. */
    @Override
    public void close() {
        synchronized (lock) {
            try (PackReader closing = old) {
                if (!closed && writer != null) write();
            } catch (IOException e) {
                giveUp(e);
            }
            closed = true;
            writer = null;
        }
    }

    private record Kept(PackReader pack, PackEntry entry, int age) {}

    private void write() throws IOException {
        PackReader now = reopen();
        try {
            List<PackEntry> index = new ArrayList<>(added.values());
            index.sort(Comparator.comparingLong(e -> e.offset));
            List<Kept> kept = worthKeeping(now);
            for (PackReader pack : new PackReader[] {old, now}) {
                List<Kept> ofPack = new ArrayList<>();
                for (Kept k : kept) if (k.pack == pack) ofPack.add(k);
                if (ofPack.isEmpty()) continue;
                ofPack.sort(Comparator.comparingLong(k -> k.entry.offset));
                List<PackEntry> entries = new ArrayList<>();
                List<Integer> ages = new ArrayList<>();
                for (Kept k : ofPack) {
                    entries.add(k.entry);
                    ages.add(k.age);
                }
                writer.copy(pack, entries, ages, index);
            }
            // An open file cannot be replaced on every system.
            if (now != null) now.close();
            if (old != null) old.close();
            writer.finish(index);
        } finally {
            if (now != null) now.close();
        }
    }

    /** The pack that another run has put in place meanwhile, or null. */
    private PackReader reopen() {
        try {
            PackReader now = PackReader.open(directory.resolve(PACK));
            if (now == null || !now.sameAs(old)) return now;
            now.close();
        } catch (IOException e) {
            // None, or not to be read: then this run's records are all there is.
        }
        return null;
    }

    /** Old records, the most recently used first as far as the room goes. */
    private List<Kept> worthKeeping(PackReader now) {
        Map<ContentHash, Kept> candidates = new LinkedHashMap<>();
        if (old != null) {
            for (PackEntry e : old.entries()) {
                int age = e.used ? 0 : e.age + 1;
                if (!e.broken && age < maxAge && !added.containsKey(e.key)) candidates.put(e.key, new Kept(old, e, age));
            }
        }
        if (now != null) {
            for (PackEntry e : now.entries()) {
                Kept mine = candidates.get(e.key);
                if (!added.containsKey(e.key) && e.age < maxAge && (mine == null || mine.age > e.age)) candidates.put(e.key, new Kept(now, e, e.age));
            }
        }
        List<Kept> byAge = new ArrayList<>(candidates.values());
        byAge.sort(Comparator.comparingInt(Kept::age));
        long room = maxBytes - writer.size();
        List<Kept> kept = new ArrayList<>();
        for (Kept k : byAge) {
            if (k.entry.length > room) continue;
            room -= k.entry.length;
            kept.add(k);
        }
        return kept;
    }
}
