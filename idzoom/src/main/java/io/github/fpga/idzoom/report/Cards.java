package io.github.fpga.idzoom.report;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.record.Split;
import java.util.EnumMap;
import java.util.Map;

/** The dataset card of a build. */
public final class Cards {

  private Cards() {}

  public static String markdown(BuildSummary summary, Map<Split, DatasetFacts> splits) {
    BuildSettings settings = summary.settings();
    Map<Split, DatasetCard.Contents> contents = new EnumMap<>(Split.class);
    splits.forEach(
        (split, facts) ->
            contents.put(split, new DatasetCard.Contents(facts.count(), facts.bytes())));
    String description =
        """
Built by FPGA from %d inputs, of which %d are in the dataset and %d were rejected
(`quarantine.jsonl` says why). %d pictures were removed later because somebody in them asked for it.
Nobody is in two splits. Licence and source of each picture are in its record; people were found by the
face models `%s` (recogniser `%s`). `report.html` shows distributions and samples, `build.json` the settings.
"""
            .formatted(
                summary.inputs(),
                summary.kept(),
                summary.inputs() - summary.kept(),
                summary.forgotten(),
                settings.faceModels(),
                settings.recogniser());
    return new DatasetCard(settings.name(), "other", description, contents).markdown();
  }
}
