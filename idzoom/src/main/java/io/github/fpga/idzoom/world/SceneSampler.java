package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples scenes. Whatever is null is drawn at random; the {@code with} methods fix it. Immutable.
 *
 * @param shot how much of the people is seen
 * @param faces face boxes as fractions of the picture's width and height, one for each person
 * @param outfits clothes, one for each person
 * @param turn scales the angles of heads, 0 (frontal) to 1
 * @param aspect width over height
 */
public record SceneSampler(
    Shot shot,
    Place place,
    Style style,
    Light light,
    Mood mood,
    List<Box> faces,
    List<Outfit> outfits,
    double turn,
    double aspect) {

  private static final long PURPOSE = 11;

  public SceneSampler {
    faces = faces == null ? null : List.copyOf(faces);
    outfits = outfits == null ? null : List.copyOf(outfits);
    if (!(turn >= 0 && turn <= 1)) {
      throw new IllegalArgumentException("turn is between 0 and 1, got " + turn);
    }
  }

  /** Samples everything, square pictures. */
  public static SceneSampler any() {
    return new SceneSampler(null, null, null, null, null, null, null, 1, 1);
  }

  public SceneSampler withShot(Shot v) {
    return new SceneSampler(v, place, style, light, mood, faces, outfits, turn, aspect);
  }

  public SceneSampler withPlace(Place v) {
    return new SceneSampler(shot, v, style, light, mood, faces, outfits, turn, aspect);
  }

  public SceneSampler withStyle(Style v) {
    return new SceneSampler(shot, place, v, light, mood, faces, outfits, turn, aspect);
  }

  public SceneSampler withLight(Light v) {
    return new SceneSampler(shot, place, style, v, mood, faces, outfits, turn, aspect);
  }

  /** The same expression for all. */
  public SceneSampler withMood(Mood v) {
    return new SceneSampler(shot, place, style, light, v, faces, outfits, turn, aspect);
  }

  public SceneSampler withFaces(List<Box> v) {
    return new SceneSampler(shot, place, style, light, mood, v, outfits, turn, aspect);
  }

  public SceneSampler withOutfits(List<Outfit> v) {
    return new SceneSampler(shot, place, style, light, mood, faces, v, turn, aspect);
  }

  public SceneSampler withTurn(double v) {
    return new SceneSampler(shot, place, style, light, mood, faces, outfits, v, aspect);
  }

  public SceneSampler withAspect(double v) {
    return new SceneSampler(shot, place, style, light, mood, faces, outfits, turn, v);
  }

  /** An outfit with random trousers and shoes. */
  public static Outfit outfit(ClothesType type, ClothColour colour, long seed) {
    return Outfit.of(type, colour, new Rng(seed, PURPOSE + 1));
  }

  /** A random light. */
  public static Light light(long seed) {
    return Light.sample(new Rng(seed, PURPOSE + 2));
  }

  /** A random head pose, expression, outfit and body. */
  public static Nuisance nuisance(long seed, double turn) {
    return Nuisance.sample(new Rng(seed, PURPOSE + 3), turn);
  }

  /** The random scene of a seed with these people, image left to right. */
  public Scene sample(long seed, List<Identity> people) {
    requireCount("face boxes", faces == null ? people.size() : faces.size(), people.size());
    requireCount("outfits", outfits == null ? people.size() : outfits.size(), people.size());
    Rng r = new Rng(seed, PURPOSE);
    Light ambient = Light.sample(r);
    Place where = r.pick(Place.values());
    Style how = Style.values()[r.weighted(7, 1, 1, 1)];
    Shot size = SceneLayout.shot(shot, faces, people.size(), r);
    List<SceneLayout.Spot> spots = SceneLayout.spots(size, people.size(), aspect, r);
    List<Person> placed = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      Nuisance n = fixed(Nuisance.sample(r, turn), i, r);
      SceneLayout.Spot spot = spots.get(i);
      Person person = new Person(people.get(i), spot.centre(), spot.size(), n);
      placed.add(faces == null ? person : fitted(person, faces.get(i)));
    }
    calm(placed, r);
    return new Scene(
        seed,
        size,
        place == null ? where : place,
        style == null ? how : style,
        light == null ? ambient : light,
        aspect,
        placed);
  }

  /** Whoever would hold an arm before somebody's face lets it hang. */
  private static void calm(List<Person> people, Rng r) {
    for (int i = 0; i < people.size(); i++) {
      BodyPose standing = BodyPose.of(BodyPose.Kind.STANDING, r);
      Person person = people.get(i);
      for (Person other : people) {
        if (other != person && SceneLayout.armHidesFace(person, other)) {
          Nuisance n = person.nuisance();
          people.set(
              i, person.withNuisance(new Nuisance(n.head(), n.expression(), n.outfit(), standing)));
          break;
        }
      }
    }
  }

  private Nuisance fixed(Nuisance n, int i, Rng r) {
    Expression e = mood == null ? n.expression() : Expression.of(mood, r);
    return new Nuisance(n.head(), e, outfits == null ? n.outfit() : outfits.get(i), n.body());
  }

  /** Moves and scales a head until its true face box has the wanted centre and area. */
  private Person fitted(Person person, Box wanted) {
    Box target = new Box(wanted.x() * aspect, wanted.y(), wanted.width() * aspect, wanted.height());
    double size = Math.sqrt(target.area());
    Person first = person.at(target.centre(), size);
    Box now = new FaceGeometry(new HeadGeometry(first)).box();
    double factor = size / Math.sqrt(now.area());
    // The projection is a similarity of centre and size, so one correction is exact.
    Point offset = now.centre().minus(first.faceCentre()).times(factor);
    return person.at(target.centre().minus(offset), size * factor);
  }

  private static void requireCount(String what, int got, int people) {
    if (got != people) {
      throw new IllegalArgumentException("%d %s for %d people".formatted(got, what, people));
    }
  }
}
