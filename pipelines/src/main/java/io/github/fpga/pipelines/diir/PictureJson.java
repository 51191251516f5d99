package io.github.fpga.pipelines.diir;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.nio.file.Path;

/** An input picture in a request's JSON: its file and checksum, not its pixels. */
final class PictureJson {

  private PictureJson() {}

  static final class Writer extends JsonSerializer<InputPicture> {
    @Override
    public void serialize(InputPicture picture, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("path", picture.path());
      json.writeStringField("sha256", picture.sha256());
      json.writeEndObject();
    }
  }

  static final class Reader extends JsonDeserializer<InputPicture> {
    @Override
    public InputPicture deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode json = parser.readValueAsTree();
      if (!json.path("path").isTextual()) {
        throw new IllegalArgumentException(
            "the input was a picture in memory, not a file: the picture cannot be made again");
      }
      InputPicture picture = InputPicture.read(Path.of(json.get("path").asText()));
      if (!picture.sha256().equals(json.path("sha256").asText())) {
        throw new IllegalArgumentException(
            "%s has changed since (SHA-256 %s, it was %s): the picture cannot be made again"
                .formatted(picture.path(), picture.sha256(), json.path("sha256").asText()));
      }
      return picture;
    }
  }
}
