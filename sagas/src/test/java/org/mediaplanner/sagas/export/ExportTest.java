package org.mediaplanner.sagas.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.sagas.file.StoredFile;
import org.mediaplanner.sagas.file.StoredFiles;
import org.mediaplanner.sagas.testing.TemporalServer;
import org.mediaplanner.sagas.testing.WorkNode;

class ExportTest {

    private static final TemporalServer TEMPORAL = TemporalServer.inProcess();
    private static WorkNode node;

    @BeforeAll
    static void start() {
        TEMPORAL.start();
        node = WorkNode.start(TestDatabase.create(), TEMPORAL);
    }

    @AfterAll
    static void stop() {
        node.close();
        TEMPORAL.close();
    }

    @Test
    void facts_become_a_csv_file_whose_hash_is_told() throws Exception {
        Caller caller = node.newTenant();
        node.facts(caller, node.campaign(caller, "=SUM(1)"), 30);

        byte[] file = export(caller, Content.PERFORMANCE, Format.CSV);

        List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("\uFEFFdate,campaignId,campaign,client,channel,platform,currency,"
                + "impressions,clicks,cost,conversions,conversionValue,source,provisional");
        assertThat(lines).hasSize(31);
        assertThat(lines.getLast()).contains(",'=SUM(1),,SEARCH,GOOGLE_ADS,EUR,10,1,0.30,");
    }

    @Test
    void a_workbook_has_a_sheet_for_each_client_with_its_totals() throws Exception {
        Caller caller = node.newTenant();
        node.facts(caller, node.campaign(caller, "Alone"), 3);

        byte[] file = export(caller, Content.PERFORMANCE, Format.XLSX);

        String sheet = entry(file, "xl/worksheets/sheet1.xml");
        assertThat(entry(file, "xl/workbook.xml")).contains("name=\"Without client\"");
        assertThat(sheet).contains("<v>0.06</v>").contains("<v>30</v>");
    }

    @ParameterizedTest
    @EnumSource
    void everything_can_be_exported_either_way_even_where_there_is_nothing(Content what) throws Exception {
        Caller caller = node.newTenant();
        assertThat(export(caller, what, Format.CSV)).isNotEmpty();
        assertThat(export(caller, what, Format.XLSX)).startsWith('P', 'K');
        node.campaign(caller, "One");
        assertThat(export(caller, Content.AUDIT, Format.CSV)).asString(StandardCharsets.UTF_8)
                .contains("campaign.created");
    }

    private static String entry(byte[] zip, String name) throws IOException {
        Path file = Files.write(Files.createTempFile("export", ".xlsx"), zip);
        try (ZipFile entries = new ZipFile(file.toFile());
                InputStream entry = entries.getInputStream(entries.getEntry(
                        name))) {
            return new String(entry.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private byte[] export(Caller caller, Content what, Format format) throws Exception {
        WorkflowRun run = node.becomes(node.request(caller, new Export(what, format, null, null, Filters.NONE)),
                state -> state.status().hasEnded());
        assertThat(run.status()).as(String.valueOf(run.failure())).isEqualTo(Status.COMPLETED);
        assertThat(run.progress().percent()).isEqualTo(100);
        ExportedFile result = (ExportedFile) Objects.requireNonNull(run.result());
        StoredFiles files = node.bean(StoredFiles.class);
        StoredFile stored = files.find(caller.tenantId(), result.fileId()).orElseThrow();
        try (InputStream content = files.open(caller.tenantId(), stored)) {
            byte[] bytes = content.readAllBytes();
            assertThat(bytes).hasSize((int) result.bytes());
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(result.sha256());
            return bytes;
        }
    }
}
