package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The README's tour: blocks of shell, each followed by what it shows. Where the README shows {@code …}, anything may
 * stand; white space outside and inside of what is shown does not count.
 */
record Tour(List<Step> steps) {

    /** Between the answers of two steps: a character that none holds. */
    private static final String END = "\u001e";
    private static final Pattern STEP = Pattern.compile("```bash\n(.*?)```\\s+```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BASH = Pattern.compile("```bash\n");
    private static final long MINUTES = 2;

    record Step(String commands, String shown) {}

    static Tour of(Path readme) throws IOException {
        String text = Files.readString(readme);
        Matcher found = STEP.matcher(text);
        List<Step> steps = new ArrayList<>();
        while (found.find()) {
            steps.add(new Step(found.group(1), found.group(2)));
        }
        assertThat(steps).as("blocks of shell, each of which is followed by what it shows")
                .hasSize((int) BASH.matcher(text).results().count());
        return new Tour(steps);
    }

    /** Runs all steps in one shell, as a newcomer would, and compares what each shows. */
    void take(Path directory, int httpPort) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        steps.forEach(step -> script.append(step.commands()).append("\nprintf '").append(END).append("'\n"));
        Path output = Files.createTempFile("tour", ".out");
        Process shell = new ProcessBuilder("bash", "-c",
                script.toString().replace("http://localhost:8080", "http://localhost:" + httpPort))
                .directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(shell.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        String[] answers = Files.readString(output).split(END, -1);
        assertThat(answers).hasSize(steps.size() + 1);
        for (int i = 0; i < steps.size(); i++) {
            assertShows(steps.get(i), answers[i]);
        }
    }

    private static void assertShows(Step step, String answer) {
        String rest = answer.replaceAll("\\s", "");
        String[] parts = step.shown().replaceAll("\\s", "").split("…", -1);
        assertThat(rest).as(step.commands()).startsWith(parts[0]).endsWith(parts[parts.length - 1]);
        int from = 0;
        for (String part : parts) {
            int at = rest.indexOf(part, from);
            assertThat(at).as("%s%nhas to show, in this place: %s%nbut shows: %s", step.commands(), part, answer)
                    .isNotNegative();
            from = at + part.length();
        }
    }
}
