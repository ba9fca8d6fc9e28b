package org.mediaplanner.gateway.file;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.sagas.file.FileReader;
import org.mediaplanner.sagas.file.FileSink;
import org.mediaplanner.sagas.file.StoredFile;
import org.mediaplanner.sagas.file.StoredFiles;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files and hands them out. */
@Tag(name = "files", description = "Uploads and exports; kept for a week")
@RestController
@RequestMapping("/api/v1/files")
class FileController {

    private static final long LARGEST = 512L << 20;
    private static final int NAME_LENGTH = 200;
    private static final int BUFFERS = 4;

    private final StoredFiles files;
    private final FileReader reader;
    private final CommandGate gate;

    FileController(StoredFiles files, FileReader reader, CommandGate fileGate) {
        this.files = files;
        this.reader = reader;
        this.gate = fileGate;
    }

    @Schema(name = "File")
    record FileBody(FileId id, String name, String contentType, long bytes,
            @Schema(description = "Of its bytes, hexadecimal") String sha256, Instant expiresAt) {

        static FileBody of(StoredFile file) {
            return new FileBody(file.id(), file.name(), file.contentType(), file.bytes(), file.sha256(), file
                    .expiresAt());
        }
    }

    /** The parts of an upload, for the document alone. */
    @Schema(name = "Upload")
    record UploadForm(@Schema(type = "string", format = "binary") String file) {}

    @Operation(summary = "Upload a file", description = "At most 512 MiB.", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = UploadForm.class))))
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<FileBody>> upload(Member member, ServerWebExchange exchange) {
        return exchange.getMultipartData().flatMap(parts -> {
            if (!(parts.getFirst("file") instanceof FilePart part)) {
                return Mono.error(Fault.malformed("file", "is required").raised());
            }
            InputStream content = DataBufferUtils.subscriberInputStream(part.content(), BUFFERS);
            MediaType type = part.headers().getContentType();
            return gate.through(() -> store(member.tenantId(), name(part), type == null
                    ? MediaType.APPLICATION_OCTET_STREAM_VALUE
                    : type.toString(), content));
        }).map(file -> ResponseEntity.created(URI.create("/api/v1/files/" + file.id())).body(FileBody.of(file)));
    }

    @Operation(summary = "Download a file", responses = @ApiResponse(responseCode = "200", description = "Its bytes", content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE, schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/{id}")
    Mono<ResponseEntity<Flux<DataBuffer>>> download(Member member, @PathVariable FileId id) {
        return reader.find(member.tenantId(), id).switchIfEmpty(Mono.error(() -> Fault.notFound().raised()))
                .map(file -> ResponseEntity.ok().contentLength(file.bytes())
                        .header(HttpHeaders.CONTENT_TYPE, file.contentType())
                        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.name(),
                                StandardCharsets.UTF_8).build().toString())
                        .eTag('"' + file.sha256() + '"')
                        .body(reader.content(member.tenantId(), file)
                                .map(DefaultDataBufferFactory.sharedInstance::wrap)));
    }

    private StoredFile store(TenantId tenant, String name, String contentType, InputStream content)
            throws IOException {
        FileSink sink = files.begin(tenant, name, contentType);
        try (content) {
            byte[] buffer = new byte[64 << 10];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                if (sink.bytes() + read > LARGEST) {
                    throw Fault.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "A file has at most 512 MiB").raised();
                }
                sink.write(buffer, 0, read);
            }
            return sink.finish();
        } catch (IOException | RuntimeException broken) {
            files.discard(sink.id());
            throw broken;
        }
    }

    /** As it is called where it comes from, without what no file's name holds. */
    private static String name(FilePart part) {
        String clean = part.filename().replaceAll("[\\p{Cntrl}/\\\\]", "_").strip();
        return clean.isEmpty() ? "upload" : clean.substring(0, Math.min(clean.length(), NAME_LENGTH));
    }
}
