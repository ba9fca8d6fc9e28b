package org.mediaplanner.commands.tenant;

import java.util.List;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.handling.Loaded;
import org.mediaplanner.commands.tenant.TenantCommand.ChangeMember;
import org.mediaplanner.commands.tenant.TenantCommand.InviteMember;
import org.mediaplanner.commands.workflow.WorkflowCommand.RequestWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommands;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeleted;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeletionRequested;
import org.mediaplanner.events.tenant.TenantEvent;
import org.mediaplanner.events.workflow.WorkflowInput.TenantDeletion;
import org.springframework.stereotype.Component;

/** Carries out what is asked of organisations; what doors ask at every request is written in the same transaction. */
@Component
public class TenantCommands implements CommandFamily<TenantCommand> {

    public static final String KIND = "tenant";

    private final Aggregates aggregates;
    private final Tenants tenants;
    private final MemberTable members;
    private final WorkflowCommands workflows;

    TenantCommands(Aggregates aggregates, Tenants tenants, MemberTable members, WorkflowCommands workflows) {
        this.aggregates = aggregates;
        this.tenants = tenants;
        this.members = members;
        this.workflows = workflows;
    }

    @Override
    public Class<TenantCommand> commands() {
        return TenantCommand.class;
    }

    @Override
    public Object handle(TenantCommand command, Caller caller) {
        Loaded<Tenant> tenant = aggregates.<Tenant, TenantEvent>load(command.tenantId().value(), TenantEvent.class,
                Tenant::evolve).seenBy(command);
        requireKnown(command);
        List<TenantEvent> events = TenantDecider.decide(tenant.state(), command);
        Loaded<Tenant> after = aggregates.append(KIND, tenant, events, Tenant::evolve, caller);
        events.forEach(members::write);
        if (!events.isEmpty() && after.state() != null) {
            tenants.write(after.state());
        }
        events.forEach(event -> end(event, caller));
        return after.versioned();
    }

    /** Whom somebody is limited to there must be, archived or not. */
    private void requireKnown(TenantCommand command) {
        List<ClientId> named = switch (command) {
            case InviteMember invite -> invite.clients();
            case ChangeMember change -> change.clients() == null ? null : change.clients().value();
            default -> null;
        };
        if (named != null) {
            new Checks().that(named.stream().allMatch(this::isKnown), "clientIds", "must be advertisers of yours")
                    .orRefuse();
        }
    }

    private boolean isKnown(ClientId id) {
        return aggregates.<Client, ClientEvent>load(id.value(), ClientEvent.class, Client::evolve).state() != null;
    }

    private void end(TenantEvent event, Caller caller) {
        switch (event) {
            case TenantDeletionRequested e -> workflows.handle(new RequestWorkflow(e.workflowId(),
                    new TenantDeletion(), null), caller);
            case TenantDeleted e -> tenants.remove(e.tenantId());
            default -> {
            }
        }
    }

    /** Writes down what {@code event} says of a member, for who makes an organisation together with its first one. */
    public void write(TenantEvent event) {
        members.write(event);
    }
}
