package org.mediaplanner.gateway.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.query.Listed;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Writes any list as CSV (RFC 4180): a column for each property, those of nested objects under dotted names. The
 * columns follow from the type, so that an empty page has its header too.
 */
public final class CsvLists extends AbstractEncoder<Listed<?>> {

    private static final MimeType CSV = new MimeType("text", "csv", StandardCharsets.UTF_8);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    /** What makes a spreadsheet take a cell for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final HttpJson json;

    public CsvLists(HttpJson json) {
        super(MimeType.valueOf("text/csv"), CSV);
        this.json = json;
    }

    @Override
    public boolean canEncode(ResolvableType type, @Nullable MimeType mimeType) {
        return Listed.class.isAssignableFrom(type.toClass()) && super.canEncode(type, mimeType);
    }

    @Override
    public Flux<DataBuffer> encode(Publisher<? extends Listed<?>> lists, DataBufferFactory buffers, ResolvableType type,
            @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        return Flux.from(lists).map(list -> encodeValue(list, buffers, type, mimeType, hints));
    }

    @Override
    public DataBuffer encodeValue(Listed<?> list, DataBufferFactory buffers, ResolvableType type,
            @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        List<Column> columns = Column.of(type.as(Listed.class).getGeneric(0));
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(columns.stream().map(Column::name).toList());
            for (Object item : list.items()) {
                JsonNode row = json.tree(item);
                csv.writeRecord(columns.stream().map(column -> cell(column.in(row))).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffers.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String cell(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isString)) {
            return harmless(value.valueStream().map(JsonNode::stringValue).collect(Collectors.joining(";")));
        }
        return value.isString()
                ? harmless(value.stringValue())
                : value.isContainer() ? value.toString() : value.asString();
    }

    private static String harmless(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }
}
