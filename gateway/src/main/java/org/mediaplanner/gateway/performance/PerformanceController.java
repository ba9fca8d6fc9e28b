package org.mediaplanner.gateway.performance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.mediaplanner.commands.performance.PerformanceCommand.FactsReported;
import org.mediaplanner.commands.performance.PerformanceCommand.ImportPerformance;
import org.mediaplanner.commands.performance.PerformanceCommand.Imported;
import org.mediaplanner.commands.performance.PerformanceCsv;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.input.JsonBodies;
import org.mediaplanner.gateway.performance.PerformanceBodies.Facts;
import org.mediaplanner.gateway.performance.PerformanceBodies.ImportForm;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes in what was measured. */
@Tag(name = "performance", description = "What was measured of campaigns, day by day")
@RestController
@RequestMapping(path = "/api/v1/performance", produces = MediaType.APPLICATION_JSON_VALUE)
class PerformanceController {

    private static final int FILE_BYTES = 32 << 20;

    private final Clock clock;

    PerformanceController(Clock clock) {
        this.clock = clock;
    }

    @Operation(summary = "Report facts", description = "Whole or not at all. A day reported again with other numbers is "
            + "restated and the old ones stay in history; with the same numbers nothing changes. At most 10,000 facts and "
            + "8 MiB.")
    @PostMapping("/facts")
    Mono<ResponseEntity<FactsReported>> report(CommandRequest request, @RequestBody Facts body) {
        return request.change(body.command(), done -> new Shown<>(null, done));
    }

    @Operation(summary = "Import a CSV file", description = "Campaigns are found by exact name or created; every bad row is "
            + "named with its line, and nothing is applied. Rows of one campaign and day, such as one for each device, are "
            + "added up exactly; the sum is rounded half to even, to a millionth. At most 100,000 facts and 32 MiB.", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = ImportForm.class))))
    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<Imported>> importFile(CommandRequest request, ServerWebExchange exchange) {
        return exchange.getMultipartData().flatMap(parts -> {
            parts.keySet().stream().filter(name -> !name.equals("file") && !name.equals("mapping")).findFirst()
                    .ifPresent(name -> {
                        throw Fault.malformed(name, "is not known here").raised();
                    });
            return Mono.zip(bytes(parts, "file", FILE_BYTES), bytes(parts, "mapping", JsonBodies.USUAL_BYTES));
        }).flatMap(read -> importFile(request.made(read.getT1(), read.getT2()), read.getT1(), read.getT2()));
    }

    private Mono<ResponseEntity<Imported>> importFile(CommandRequest request, byte[] file, byte[] json) {
        MappingBody body = (MappingBody) JsonBodies.read(json, MappingBody.class);
        if (body == null) {
            throw Fault.malformed("mapping", "is required").raised();
        }
        ImportMapping mapping = body.mapping();
        LocalDate lastDay = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
        return request.change(
                () -> new ImportPerformance(BatchId.next(), PerformanceCsv.read(file, mapping, lastDay)),
                done -> new Shown<>(null, done));
    }

    private static Mono<byte[]> bytes(MultiValueMap<String, Part> parts, String name, int largest) {
        Part part = parts.getFirst(name);
        if (part == null) {
            return Mono.error(Fault.malformed(name, "is required").raised());
        }
        return DataBufferUtils.join(part.content(), largest).map(PerformanceController::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
