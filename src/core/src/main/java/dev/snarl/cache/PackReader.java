package dev.snarl.cache;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An open pack: {@link #MAGIC}, the records one after the other, the index, and at the very end where the index is, how many entries it has, its
 * checksum and once more the magic. Records are read where they lie, by several threads at once. The file stays readable when another
 * process puts a new pack in its place.
 */
final class PackReader implements AutoCloseable {
    static final byte[] MAGIC = "snarlpk1".getBytes(StandardCharsets.US_ASCII);
    static final int FOOTER_BYTES = 8 + 4 + 4 + MAGIC.length;

    private final FileChannel channel;
    private final Map<ContentHash, PackEntry> entries;
    private final int indexChecksum;

    private PackReader(FileChannel channel, Map<ContentHash, PackEntry> entries, int indexChecksum) {
        this.channel = channel;
        this.entries = entries;
        this.indexChecksum = indexChecksum;
    }

    /**
     * The pack at {@code path}, or null where the file is no sound pack.
     *
     * @throws IOException when there is no such file or it cannot be read
     */
    static PackReader open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        PackReader pack = null;
        try {
            pack = read(channel);
        } finally {
            if (pack == null) channel.close();
        }
        return pack;
    }

    private static PackReader read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < MAGIC.length + FOOTER_BYTES) return null;
        if (!magic(fill(channel, 0, MAGIC.length))) return null;
        ByteBuffer footer = fill(channel, size - FOOTER_BYTES, FOOTER_BYTES);
        long indexOffset = footer.getLong();
        int count = footer.getInt();
        int checksum = footer.getInt();
        if (!magic(footer) || count < 0 || indexOffset < MAGIC.length) return null;
        long indexBytes = (long) count * PackEntry.BYTES;
        if (indexBytes > Integer.MAX_VALUE - 8 || indexOffset != size - FOOTER_BYTES - indexBytes) return null;
        ByteBuffer index = fill(channel, indexOffset, (int) indexBytes);
        if (indexChecksum(index, indexOffset, count) != checksum) return null;
        Map<ContentHash, PackEntry> entries = new LinkedHashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            PackEntry e = PackEntry.read(index);
            if (e.offset < MAGIC.length || e.length < 0 || e.offset > indexOffset - e.length || e.age < 0) return null;
            entries.put(e.key, e);
        }
        return new PackReader(channel, entries, checksum);
    }

    private static boolean magic(ByteBuffer at) {
        for (byte b : MAGIC) if (at.get() != b) return false;
        return true;
    }

    static int indexChecksum(ByteBuffer index, long indexOffset, int count) {
        CRC32C sum = new CRC32C();
        sum.update(index.duplicate());
        sum.update(ByteBuffer.allocate(12).putLong(indexOffset).putInt(count).flip());
        return (int) sum.getValue();
    }

    private static ByteBuffer fill(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) if (channel.read(buffer, offset + buffer.position()) < 0) throw new EOFException("pack ends too early");
        return buffer.flip();
    }

    /** The content of an entry of this channel, or null where it is not what was written. */
    static byte[] content(FileChannel channel, PackEntry entry) throws IOException {
        byte[] content = fill(channel, entry.offset, entry.length).array();
        return PackEntry.checksum(entry.key, content) == entry.checksum ? content : null;
    }

    /** In the order of the index. */
    Collection<PackEntry> entries() {
        return entries.values();
    }

    PackEntry find(ContentHash key) {
        return entries.get(key);
    }

    byte[] content(PackEntry entry) throws IOException {
        return content(channel, entry);
    }

    FileChannel channel() {
        return channel;
    }

    /** True when both were opened on the same pack, as far as their indexes tell. */
    boolean sameAs(PackReader other) {
        return other != null && indexChecksum == other.indexChecksum && entries.size() == other.entries.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
