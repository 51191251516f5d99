package io.github.fpga.evaluation.report;

import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures of several methods side by side: every row has one seed, so that what differs is the
 * method and not luck.
 */
public final class PictureGrid implements Part {

  /**
   * A picture in the grid.
   *
   * @param seed of its noise
   * @param image itself; null where the method made none
   * @param caption below it, such as its similarity
   * @param link to the file, relative to the page's folder; empty for none
   */
  public record Picture(long seed, BufferedImage image, String caption, String link) {

    /** Throws IllegalArgumentException for a link that leads out of the page's folder. */
    public Picture {
      if (link.contains(":") || link.contains("..") || link.startsWith("/")) {
        throw new IllegalArgumentException(
            "links must stay below the page's folder, got '%s'".formatted(link));
      }
    }
  }

  private final List<String> columns;
  private final int side;
  private final StringBuilder rows = new StringBuilder();

  /**
   * @param columns the names of the methods
   * @param side the longest side of the pictures in the page, in pixels; larger ones are shrunk
   */
  public PictureGrid(List<String> columns, int side) {
    this.columns = List.copyOf(columns);
    this.side = side;
  }

  /**
   * A row of pictures of one scene.
   *
   * @throws IllegalArgumentException where there is not one per method, or seeds differ
   */
  public PictureGrid row(String scene, List<Picture> pictures) {
    if (pictures.size() != columns.size()) {
      throw new IllegalArgumentException(
          "%d pictures expected for %s, got %d".formatted(columns.size(), scene, pictures.size()));
    }
    List<Long> seeds = pictures.stream().map(Picture::seed).distinct().toList();
    if (seeds.size() != 1) {
      throw new IllegalArgumentException(
          "pictures of one seed expected for %s, got %s".formatted(scene, seeds));
    }
    rows.append("<tr><th>%s<small>seed %d</small></th>".formatted(Html.text(scene), seeds.get(0)));
    pictures.forEach(picture -> rows.append("<td>").append(figure(picture)).append("</td>"));
    rows.append("</tr>");
    return this;
  }

  private String figure(Picture picture) {
    String image =
        picture.image() == null
            ? "<span class=\"bad\">none</span>"
            : Html.image(fit(picture.image()), picture.caption());
    String linked =
        picture.link().isEmpty()
            ? image
            : "<a href=\"%s\">%s</a>".formatted(Html.text(picture.link()), image);
    return "<figure>%s<figcaption>%s</figcaption></figure>"
        .formatted(linked, Html.text(picture.caption()));
  }

  private BufferedImage fit(BufferedImage image) {
    int longest = Math.max(image.getWidth(), image.getHeight());
    return longest <= side
        ? image
        : Warps.resize(
            image,
            Math.max(1, image.getWidth() * side / longest),
            Math.max(1, image.getHeight() * side / longest));
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<table class=\"grid\"><thead><tr><th></th>");
    columns.forEach(name -> html.append("<th>").append(Html.text(name)).append("</th>"));
    return html.append("</tr></thead><tbody>").append(rows).append("</tbody></table>").toString();
  }
}
