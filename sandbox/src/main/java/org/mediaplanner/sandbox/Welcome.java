package org.mediaplanner.sandbox;

import java.util.Optional;
import org.mediaplanner.sandbox.servers.SandboxSettings;

/** What a newcomer is told once everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(SandboxSettings settings, Optional<String> temporalScreens) {
        return """

                Media Planner runs.

                  address        http://localhost:%1$d
                  documentation  http://localhost:%1$d/api/docs
                  login          organisation Demo, demo@example.com / demo-password
                  workflows      %3$s

                Three things to try:

                  TOKEN=$(curl -s localhost:%1$d/api/v1/auth/login -H 'Content-Type: application/json' \\
                    -d '{"email": "demo@example.com", "password": "demo-password"}' \\
                    | sed 's/.*"accessToken" *: *"\\([^"]*\\)".*/\\1/')
                  curl -s "localhost:%1$d/api/v1/campaigns?status=LIVE" -H "Authorization: Bearer $TOKEN"
                  curl -s "localhost:%1$d/api/v1/analytics/breakdown?by=channel" -H "Authorization: Bearer $TOKEN"

                The demo's history is being filled in; /health/demo says when all of it is there.
                A file to import is %2$s/samples/weekly-media.csv.
                Ctrl-C ends everything; the data stay in %2$s.
                """.formatted(settings.httpPort(), settings.directory(),
                temporalScreens.orElse("in memory; with Temporal's own program on the PATH they would have screens"));
    }
}
