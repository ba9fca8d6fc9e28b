package org.mediaplanner.commands.performance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.performance.ImportMapping;

/**
 * Reads a CSV file (RFC 4180; comma, semicolon or tab, whichever stands most in the header; UTF-8 with or without a
 * mark) as facts and outcomes. Every row is read before anything is refused, so that all bad rows are named at once.
 */
public final class PerformanceCsv {

    /** More goes through the import workflow. */
    static final int FACTS = 100_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PerformanceCsv() {}

    /**
     * Reads {@code file} as {@code mapping} says.
     *
     * @param lastDay the last day that a row may speak of
     * @throws Refusal {@code invalid-mapping} or {@code invalid-rows} naming every place, {@code too-large}
     */
    public static ImportedFile read(byte[] file, ImportMapping mapping, LocalDate lastDay) {
        return read(file, mapping, lastDay, FACTS);
    }

    /**
     * As {@link #read(byte[], ImportMapping, LocalDate)}, of at most {@code facts} facts.
     */
    public static ImportedFile read(byte[] file, ImportMapping mapping, LocalDate lastDay, int facts) {
        String text = decode(file);
        List<CsvRecord> records = records(text);
        if (records.isEmpty()) {
            throw Refusal.rule("invalid-rows", "file", "is empty");
        }
        Map<String, Integer> columns = columns(records.getFirst());
        RowReader reader = new RowReader(mapping, columns, lastDay);
        for (CsvRecord record : records.subList(1, records.size())) {
            reader.read(record);
            if (reader.facts() > facts) {
                throw Refusal.tooLarge("One import carries at most " + facts + " facts");
            }
        }
        return reader.result(records.size() - 1);
    }

    /** The first records of {@code file}, the header among them, without looking at what they say. */
    public static List<List<String>> head(byte[] file, int records) {
        return records(decode(file)).stream().limit(records).map(CsvRecord::getFields).toList();
    }

    private static String decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            int nul = text.indexOf('\0');
            if (nul >= 0) {
                int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
                throw Refusal.rules("invalid-rows", "The file is no text", List.of(Violation.atLine(line, "row",
                        "holds the character U+0000")));
            }
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.rule("invalid-rows", "file", "is not UTF-8 text");
        }
    }

    private static List<CsvRecord> records(String text) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().fieldSeparator(separator(text)).skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            reader.forEach(records::add);
        } catch (CsvParseException | IOException broken) {
            throw Refusal.rules("invalid-rows", "The file is no CSV", List.of(Violation.atLine(records.size() + 1,
                    "file", "cannot be read from here: " + broken.getMessage())));
        }
        return records;
    }

    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[]{';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }

    private static Map<String, Integer> columns(CsvRecord header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i).strip();
            if (columns.putIfAbsent(name, i) != null && !name.isEmpty()) {
                throw Refusal.rules("invalid-rows", "The header names a column twice",
                        List.of(Violation.atLine(1, name, "stands twice in the header")));
            }
        }
        return columns;
    }
}
