package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.campaign.CampaignCommand.ArchiveCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.DuplicateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.EndCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.ResumeCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.SetCampaignBudget;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.gateway.campaign.CampaignRequests.BudgetSetting;
import org.mediaplanner.gateway.campaign.CampaignRequests.CampaignDraft;
import org.mediaplanner.gateway.campaign.CampaignRequests.CampaignPatch;
import org.mediaplanner.gateway.campaign.CampaignRequests.CopyOf;
import org.mediaplanner.gateway.campaign.CampaignRequests.Reason;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be done with campaigns. */
@Tag(name = "campaigns", description = "Campaigns, each on one platform")
@RestController
@RequestMapping(path = "/api/v1/campaigns", produces = MediaType.APPLICATION_JSON_VALUE)
class CampaignCommandController {

    @Operation(summary = "Create a campaign", description = "It is a draft until it is launched. Flights of the past may "
            + "be created, to attach what was measured to them.")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    Mono<ResponseEntity<CampaignBody>> create(CommandRequest request, @RequestBody CampaignDraft body) {
        return request.create(body.command(CampaignId.next()), CampaignBody::after,
                CampaignCommandController::location);
    }

    @Operation(summary = "Change a campaign", description = "A merge patch: what is absent stays. A nested object is "
            + "replaced as a whole.")
    @PatchMapping("/{id}")
    Mono<ResponseEntity<CampaignBody>> edit(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch,
            @RequestBody CampaignPatch body) {
        return request.change(body.command(id, ifMatch.version()), CampaignBody::after);
    }

    @Operation(summary = "Archive a campaign", description = "It leaves the lists and stays readable.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> archive(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch) {
        return request.archive(new ArchiveCampaign(id, ifMatch.version()));
    }

    @Operation(summary = "Release a draft to run", description = "It is then scheduled or live as its flight says.")
    @PostMapping("/{id}/launch")
    Mono<ResponseEntity<CampaignBody>> launch(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch) {
        return request.change(new LaunchCampaign(id, ifMatch.version()), CampaignBody::after);
    }

    @Operation(summary = "Pause a campaign")
    @PostMapping("/{id}/pause")
    Mono<ResponseEntity<CampaignBody>> pause(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch,
            @RequestBody(required = false) @Nullable Reason body) {
        return request.change(new PauseCampaign(id, ifMatch.version(), reason(body)), CampaignBody::after);
    }

    @Operation(summary = "Resume a paused campaign")
    @PostMapping("/{id}/resume")
    Mono<ResponseEntity<CampaignBody>> resume(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch) {
        return request.change(new ResumeCampaign(id, ifMatch.version()), CampaignBody::after);
    }

    @Operation(summary = "End a campaign for good, before its flight is over")
    @PostMapping("/{id}/end")
    Mono<ResponseEntity<CampaignBody>> end(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch,
            @RequestBody(required = false) @Nullable Reason body) {
        return request.change(new EndCampaign(id, ifMatch.version(), reason(body)), CampaignBody::after);
    }

    @Operation(summary = "Copy a campaign into a new draft")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping("/{id}/duplicate")
    Mono<ResponseEntity<CampaignBody>> duplicate(CommandRequest request, @PathVariable CampaignId id, IfMatch ifMatch,
            @RequestBody(required = false) @Nullable CopyOf body) {
        return request.create(
                new DuplicateCampaign(CampaignId.next(), id, ifMatch.version(), body == null ? null : body.name()),
                CampaignBody::after, CampaignCommandController::location);
    }

    @Operation(summary = "Set the budget of a campaign that no ledger feeds")
    @PutMapping("/{id}/budget")
    Mono<ResponseEntity<CampaignBudgetBody>> setBudget(CommandRequest request, @PathVariable CampaignId id,
            IfMatch ifMatch, @RequestBody BudgetSetting body) {
        return request.change(new SetCampaignBudget(id, ifMatch.version(),
                new CampaignBudget(body.type(), body.money()), body.reason()), CampaignBudgetBody::after);
    }

    private static @Nullable String reason(@Nullable Reason body) {
        return body == null ? null : body.reason();
    }

    private static String location(CampaignBody campaign) {
        return "/api/v1/campaigns/" + campaign.id();
    }
}
