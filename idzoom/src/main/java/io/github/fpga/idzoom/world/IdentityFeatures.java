package io.github.fpga.idzoom.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Attribute vectors of identities: the targets of auxiliary losses. */
final class IdentityFeatures {
  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  private IdentityFeatures() {}

  static double[] of(Identity id) {
    IdentityFeatures f = new IdentityFeatures();
    f.look(id.look());
    f.face(id.face());
    return f.values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<String> names() {
    IdentityFeatures f = new IdentityFeatures();
    Identity any = Identity.of(0);
    f.look(any.look());
    f.face(any.face());
    return List.copyOf(f.names);
  }

  /** The mean absolute difference of the face attributes, about 0.67 for strangers. */
  static double distance(Face a, Face b) {
    IdentityFeatures x = new IdentityFeatures();
    IdentityFeatures y = new IdentityFeatures();
    x.geometry(a);
    y.geometry(b);
    double sum = 0;
    for (int i = 0; i < x.values.size(); i++) {
      sum += Math.abs(x.values.get(i) - y.values.get(i));
    }
    return sum / x.values.size();
  }

  private void look(Look l) {
    category("skin", l.skin());
    number("skinShade", l.skinShade(), -1, 1);
    category("hairStyle", l.hairStyle());
    category("hairColour", l.hairColour());
    number("hairShade", l.hairShade(), -1, 1);
    number("hairline", l.hairline(), 0, 1);
    number("peak", l.peak(), 0, 1);
    number("part", l.part(), -1, 1);
    category("beard", l.beard());
    category("glasses", l.glasses());
    category("frame", l.frame());
    category("headgear", l.headgear());
  }

  private void face(Face f) {
    geometry(f);
    category("noseType", f.nose().type());
    category("eyeShape", f.eyes().shape());
    category("iris", f.eyes().iris());
    category("lips", f.mouth().colour());
    for (int i = 0; i < 6; i++) {
      number("mole." + i, f.marks().mole() == i ? 1 : 0, 0, 1);
    }
    for (int i = 0; i < 3; i++) {
      number("scar." + i, f.marks().scar() == i ? 1 : 0, 0, 1);
    }
    number("freckles", f.marks().freckles() ? 1 : 0, 0, 1);
    number("blush", f.marks().blush() ? 1 : 0, 0, 1);
    number("age", f.marks().age(), 0, 1);
  }

  private void geometry(Face f) {
    number("width", f.outline().width(), 0.8, 1.12);
    number("chin", f.outline().chin(), 1.04, 1.5);
    number("crown", f.outline().crown(), 1.05, 1.2);
    number("temple", f.outline().temple(), 0.84, 1);
    number("jaw", f.outline().jaw(), 0.6, 1);
    number("chinWidth", f.outline().chinWidth(), 0.12, 0.5);
    number("browThickness", f.brows().thickness(), 0.04, 0.16);
    number("browLength", f.brows().length(), 0.2, 0.36);
    number("browAngle", f.brows().angle(), -21, 21);
    number("browGap", f.brows().gap(), 0.1, 0.34);
    number("browArch", f.brows().arch(), 0, 0.1);
    number("eyeSize", f.eyes().size(), 0.19, 0.315);
    number("eyeSpacing", f.eyes().spacing(), 0.36, 0.54);
    number("eyeTilt", f.eyes().tilt(), -15, 15);
    number("eyeHeight", f.eyes().height(), -0.08, 0.08);
    number("noseLength", f.nose().length(), 0.3, 0.7);
    number("noseWidth", f.nose().width(), 0.12, 0.38);
    number("mouthWidth", f.mouth().width(), 0.2, 0.46);
    number("upperLip", f.mouth().upper(), 0.03, 0.1);
    number("lowerLip", f.mouth().lower(), 0.045, 0.15);
    number("mouthCurve", f.mouth().curve(), -0.07, 0.1);
    number("mouthHeight", f.mouth().height(), 0.36, 0.48);
    number("earSize", f.ears().size(), 0.2, 0.42);
    number("earOut", f.ears().out(), 0.04, 0.32);
  }

  private void number(String name, double value, double low, double high) {
    names.add(name);
    values.add(2 * (value - low) / (high - low) - 1);
  }

  private <E extends Enum<E>> void category(String name, E value) {
    for (E e : value.getDeclaringClass().getEnumConstants()) {
      names.add(name + "." + e.name().toLowerCase(Locale.ROOT));
      values.add(e == value ? 1.0 : 0.0);
    }
  }
}
