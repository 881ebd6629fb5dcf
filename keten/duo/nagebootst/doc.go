// Package nagebootst speelt DUO: de vijftien diensten van de uitwisseling met gemeenten,
// met een geheugen per persoon en met de regels waarop DUO een bericht weigert.
//
// Het dient voor twee dingen. In proeven kijkt het of ons deel doet wat DUO verwacht: het
// leest de regels zelf uit de beschrijving en kent kern/besluit met opzet niet, zodat
// elke kant de andere nakijkt. En de demo draait ermee, zodat een bezoeker signalen ziet
// binnenkomen zonder dat er iets naar buiten gaat.
//
// duo.go zet het klaar, loket.go neemt verzoeken aan, lezen.go antwoordt op vragen, en
// pip.go, aanbod.go, modules.go, uren.go en contact.go nemen aan of weigeren.
// gebeuren.go verandert wat DUO weet en maakt er een notificatie van; bezorgen.go brengt
// die naar de gemeente, zo nodig dubbel en door elkaar. storing.go maakt DUO traag, plat
// of fout. ca.go maakt certificaten voor een verbinding waarin beide kanten zich tonen.
//
// Waar de beschrijving van DUO zwijgt is gekozen:
//   - wat er niet is geeft 404 bij een enkel antwoord en een lege lijst bij een lijst;
//   - wie een persoon niet mag zien en een regel die niet klopt geven 403 met
//     [{"fouttekst"}], een bericht dat niet te lezen is geeft 400 zonder inhoud;
//   - een schrijvend bericht dat nog eens komt onder hetzelfde berichtId krijgt hetzelfde
//     antwoord en verandert niets meer; een ander bericht eronder wordt geweigerd;
//   - historie noemt wat eerder gold en niet wat nu geldt;
//   - alle adressen mogen met en zonder /v1 ervoor.
package nagebootst
