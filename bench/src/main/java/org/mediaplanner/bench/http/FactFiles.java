package org.mediaplanner.bench.http;

import java.time.LocalDate;
import java.util.List;

/** Facts of many campaigns and days, each with numbers of its own, in files of 100 campaigns and 1,000 days. */
final class FactFiles {

    static final int CAMPAIGNS = 100;
    static final int DAYS = 1_000;
    static final int FACTS = CAMPAIGNS * DAYS;

    private static final List<String> CHANNELS = List.of("SEARCH", "SOCIAL", "VIDEO", "DISPLAY", "TV");
    private static final LocalDate LAST = LocalDate.of(2026, 9, 17);

    private FactFiles() {}

    /** Of all days that any file has. */
    static String period() {
        return "from=%s&to=%s".formatted(LAST.minusDays(DAYS - 1L), LAST);
    }

    static LocalDate day(int number) {
        return LAST.minusDays(number);
    }

    static int impressions(int campaign, int day) {
        return 1_000 + (campaign * 31 + day * 7) % 997;
    }

    static int cents(int campaign, int day) {
        return 100 + (campaign * 17 + day * 13) % 9_901;
    }

    static String csv(int file) {
        StringBuilder csv = new StringBuilder("Day,Campaign,Impressions,Clicks,Cost\n");
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            for (int day = 0; day < DAYS; day++) {
                int cents = cents(campaign, day);
                csv.append(day(day)).append(",Campaign ").append(file).append('-').append(campaign).append(',')
                        .append(impressions(campaign, day)).append(',').append(impressions(campaign, day) / 50)
                        .append(',').append(cents / 100).append('.').append(cents / 10 % 10).append(cents % 10)
                        .append('\n');
            }
        }
        return csv.toString();
    }

    static String mapping(int file) {
        return """
                {"date": "Day", "currency": "EUR", "createCampaigns": true,
                 "series": [{"campaign": "{Campaign}", "channel": "%s", "impressions": "Impressions",
                             "clicks": "Clicks", "cost": "Cost"}]}""".formatted(CHANNELS.get(file % CHANNELS.size()));
    }
}
