package dev.snarl.cache;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Where a record of a pack lies. The checksum covers key and content, so that no record answers for another. */
final class PackEntry {
    static final int BYTES = ContentHash.BYTES + 8 + 4 + 4 + 4;

    final ContentHash key;
    final long offset;
    final int length;
    final int checksum;
    /** The number of packs written since a run used it. */
    final int age;
    /** Read in this run, and sound. */
    volatile boolean used;
    /** Read in this run, and not what was written. */
    volatile boolean broken;

    PackEntry(ContentHash key, long offset, int length, int checksum, int age) {
        this.key = key;
        this.offset = offset;
        this.length = length;
        this.checksum = checksum;
        this.age = age;
    }

    static PackEntry read(ByteBuffer index) {
        return new PackEntry(ContentHash.read(index), index.getLong(), index.getInt(), index.getInt(), index.getInt());
    }

    void write(ByteBuffer index) {
        key.write(index);
        index.putLong(offset).putInt(length).putInt(checksum).putInt(age);
    }

    /** The same content at another place. */
    PackEntry at(long newOffset, int newAge) {
        return new PackEntry(key, newOffset, length, checksum, newAge);
    }

    static int checksum(ContentHash key, byte[] content) {
        ByteBuffer head = ByteBuffer.allocate(ContentHash.BYTES);
        key.write(head);
        CRC32C sum = new CRC32C();
        sum.update(head.array());
        sum.update(content);
        return (int) sum.getValue();
    }
}
