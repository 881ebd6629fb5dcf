// Package otlp zegt hoe een ontvanger van OpenTelemetry het wil horen: records over HTTP,
// elk verzoek bevestigd. Twee soorten gaan deze weg: regels voor het Logboek
// Dataverwerkingen (Logius), die bevestigd moeten zijn voordat een handeling doorgaat, en
// sporen van verzoeken voor wie het programma draaiende houdt.
//
// De vormen komen van het OpenTelemetry-project zelf. Het verzenden is van ons, omdat de
// gewone exporter een gedeeltelijke weigering alleen in het log zet en een grpc meeneemt
// die wij niet gebruiken (docs/adr/0014-meten-en-verantwoorden.md).
package otlp
