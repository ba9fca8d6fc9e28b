package org.mediaplanner.sagas.file;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.mediaplanner.events.workflow.FileId;

/** Writes a file piece by piece, so that it may be of any size. Nobody sees it before {@link #finish}. */
public final class FileSink extends OutputStream {

    static final int PIECE = 1 << 20;

    private final StoredFiles files;
    private final FileId id;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[PIECE];
    private int filled;
    private int pieces;
    private long bytes;

    FileSink(StoredFiles files, FileId id) {
        this.files = files;
        this.id = id;
    }

    public FileId id() {
        return id;
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(int one) {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) {
        digest.update(content, offset, length);
        bytes += length;
        int from = offset;
        for (int left = length; left > 0;) {
            int part = Math.min(left, PIECE - filled);
            System.arraycopy(content, from, buffer, filled, part);
            filled += part;
            from += part;
            left -= part;
            if (filled == PIECE) {
                store();
            }
        }
    }

    /** All of it is written. */
    public StoredFile finish() {
        if (filled > 0) {
            store();
        }
        return files.finish(id, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private void store() {
        files.store(id, pieces++, Arrays.copyOf(buffer, filled));
        filled = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
