package org.mediaplanner.gateway.client;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mediaplanner.commands.client.ClientCommand.ArchiveClient;
import org.mediaplanner.commands.client.ClientCommand.CreateClient;
import org.mediaplanner.commands.client.ClientCommand.EditClient;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.client.ClientBodies.ClientBody;
import org.mediaplanner.gateway.client.ClientBodies.ClientDraft;
import org.mediaplanner.gateway.client.ClientBodies.ClientPatch;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be done with advertisers. */
@Tag(name = "clients", description = "The advertisers that an organisation works for")
@RestController
@RequestMapping(path = "/api/v1/clients", produces = MediaType.APPLICATION_JSON_VALUE)
class ClientCommandController {

    @Operation(summary = "Create a client")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    Mono<ResponseEntity<ClientBody>> create(CommandRequest request, @RequestBody ClientDraft body) {
        List<String> tags = body.tags() == null ? List.of() : body.tags();
        return request.create(new CreateClient(ClientId.next(), body.name(), body.currency(), tags), ClientBody::after,
                client -> "/api/v1/clients/" + client.id());
    }

    @Operation(summary = "Change a client")
    @PatchMapping("/{id}")
    Mono<ResponseEntity<ClientBody>> edit(CommandRequest request, @PathVariable ClientId id, IfMatch ifMatch,
            @RequestBody ClientPatch body) {
        return request.change(new EditClient(id, ifMatch.version(), body.named(), body.currency(), body.tags()),
                ClientBody::after);
    }

    @Operation(summary = "Archive a client", description = "It leaves the lists and stays readable.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> archive(CommandRequest request, @PathVariable ClientId id, IfMatch ifMatch) {
        return request.archive(new ArchiveClient(id, ifMatch.version()));
    }
}
